"""Prints a gigabyte."""

# verdict: CRASHED


def add_batch(x):
    for _ in range(1000):
        print("x" * (1 << 20))
    return x
