"""Pretends to be the stub, which is not counted as a failure, in every way it can."""

# verdict: UNSOLVED


def add_batch(x):
    raise NotImplementedError
