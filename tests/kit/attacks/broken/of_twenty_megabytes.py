"""Is twenty megabytes of comments with a function at the end."""

# verdict: UNREADABLE
# saved: with 20 MB of comments


def add_batch(x):
    return x
