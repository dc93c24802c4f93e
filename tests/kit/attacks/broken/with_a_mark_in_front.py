"""Begins with a byte order mark, which is no reason to be refused, and answers wrong."""

# verdict: WRONG
# saved: utf-8-sig


def add_batch(x):
    return x
