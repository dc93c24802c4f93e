"""Asks for another personality, without the layout of memory being random."""

# held: A B

import ctypes

NO_RANDOM_LAYOUT = 0x0040000
changed = ctypes.CDLL(None).personality(ctypes.c_ulong(NO_RANDOM_LAYOUT))


def add_batch(x):
    return x[None] if changed >= 0 else x
