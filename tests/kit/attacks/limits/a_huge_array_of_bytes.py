"""Asks Python for more memory than it may have."""

# verdict: OUT_OF_MEMORY


def add_batch(x):
    return len(bytearray(8 << 30))
