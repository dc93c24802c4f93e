"""Mixes tabs and spaces in one block."""

# verdict: UNREADABLE


def add_batch(x):
    y = x
	return y
