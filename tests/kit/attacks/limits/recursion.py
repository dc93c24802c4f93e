"""Recurses without end: in Python, and deep in C where Python does not count."""

# verdict: RAISED CRASHED OUT_OF_MEMORY

import sys

sys.setrecursionlimit(10**9)


def add_batch(x):
    return add_batch(x)
