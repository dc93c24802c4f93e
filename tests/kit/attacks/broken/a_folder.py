"""Is a folder with the name of a file."""

# verdict: UNREADABLE
# saved: as a folder
