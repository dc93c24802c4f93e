"""It reads memory that is not there."""

import ctypes


def to_numpy_shared(t):
    return ctypes.string_at(0)
