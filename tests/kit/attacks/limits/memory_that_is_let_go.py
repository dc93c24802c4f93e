"""Takes shared memory and tells the kernel to take it out of its sight, so that no watcher sees it."""

# verdict: OUT_OF_MEMORY TIMED_OUT RAISED
# exercise: with_leading_dim

import ctypes
import mmap

kept = []


def with_leading_dim(x, n):
    while True:
        kept.append(mmap.mmap(-1, 16 << 20))
        start = ctypes.c_char.from_buffer(kept[-1])
        ctypes.memset(ctypes.addressof(start), 1, 16 << 20)
        kept[-1].madvise(mmap.MADV_DONTNEED)
