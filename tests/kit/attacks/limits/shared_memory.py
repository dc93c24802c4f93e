"""Takes memory that it shares with nobody but that counts towards no limit of the kernel."""

# verdict: OUT_OF_MEMORY TIMED_OUT

import ctypes
import mmap

kept = []


def add_batch(x):
    while True:
        kept.append(mmap.mmap(-1, 16 << 20))
        start = ctypes.c_char.from_buffer(kept[-1])
        ctypes.memset(ctypes.addressof(start), 1, 16 << 20)
