"""Sleeps in C and holds Python's lock, so that no thread of the worker can do anything."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

import ctypes


def with_leading_dim(x, n):
    ctypes.PyDLL(None).sleep(1000)
