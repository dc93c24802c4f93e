"""Returns a list of ten million numbers."""

# verdict: WRONG


def add_batch(x):
    return [0] * 10_000_000
