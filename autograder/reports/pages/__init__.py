"""What all pages of HTML have in common: templates that escape, one style, no network."""
