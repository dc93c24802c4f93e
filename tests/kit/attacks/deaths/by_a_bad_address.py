"""Reads from address 0."""

# verdict: CRASHED

import ctypes


def add_batch(x):
    return ctypes.string_at(0)
