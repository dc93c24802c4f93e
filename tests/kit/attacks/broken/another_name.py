"""Defines the function under a name that nobody asks for."""

# verdict: UNREADABLE


def addBatch(x):
    return x
