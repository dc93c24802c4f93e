"""Is saved with nothing in it but this sentence."""

# verdict: UNREADABLE
