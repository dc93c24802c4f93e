"""Is saved as UTF-16, as some editors on Windows do."""

# verdict: UNREADABLE
# saved: utf-16


def add_batch(x):
    return x
