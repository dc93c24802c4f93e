"""Returns a number whose digits take minutes to write down, and a string of megabytes."""

# verdict: WRONG


def add_batch(x):
    return [1 << 10_000_000, "x" * 20_000_000]
