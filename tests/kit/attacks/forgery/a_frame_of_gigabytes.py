"""Announces a message of four gigabytes."""

# verdict: CRASHED

import os


def add_batch(x):
    os.write(3, b"\xff" * 4)
    return x
