"""Recording decks: which cases tell the right solutions from the wrong ones, and what is seen."""
