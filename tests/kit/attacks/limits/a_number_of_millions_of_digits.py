"""Returns a number whose digits take minutes to write down, and a string of a hundred megabytes."""

# verdict: WRONG


def add_batch(x):
    return [1 << 50_000_000, "x" * 100_000_000]
