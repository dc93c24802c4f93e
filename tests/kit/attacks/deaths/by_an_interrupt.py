"""Raises KeyboardInterrupt, as if somebody had pressed Ctrl-C in the grader."""

# verdict: RAISED


def add_batch(x):
    raise KeyboardInterrupt
