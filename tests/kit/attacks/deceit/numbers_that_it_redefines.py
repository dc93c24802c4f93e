"""Overwrites the small integers inside Python's memory, so that what is counted comes out wrong."""

# verdict: WRONG CRASHED RAISED

import ctypes


def add_batch(x):
    value = ctypes.sizeof(ctypes.c_ssize_t) + ctypes.sizeof(ctypes.c_void_p) * 2
    ctypes.c_uint32.from_address(id(0) + value).value = 1
    return x
