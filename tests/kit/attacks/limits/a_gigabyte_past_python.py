"""Writes a gigabyte to the descriptors of its output, past sys.stdout."""

# verdict: CRASHED

import os


def add_batch(x):
    for number in range(1000):
        os.write(1 + number % 2, bytes(1 << 20))
    return x
