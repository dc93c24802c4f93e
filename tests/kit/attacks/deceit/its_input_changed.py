"""Gives its argument the batch axis in place, and returns that."""

# verdict: WRONG


def add_batch(x):
    return x.unsqueeze_(0)
