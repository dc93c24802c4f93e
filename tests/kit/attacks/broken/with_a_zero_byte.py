"""Holds a zero byte, where C libraries believe that a text ends."""

# verdict: UNREADABLE
# saved: with a zero byte


def add_batch(x):
    return x
