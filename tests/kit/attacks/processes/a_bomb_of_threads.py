"""Starts threads until the machine has no number left for another process."""

# verdict: CRASHED

import ctypes

LIBC = ctypes.CDLL(None)
attributes = ctypes.create_string_buffer(64)
LIBC.pthread_attr_init(attributes)
LIBC.pthread_attr_setstacksize(attributes, ctypes.c_size_t(16384))
pause = ctypes.cast(LIBC.pause, ctypes.c_void_p)
thread = ctypes.c_ulong()


def add_batch(x):
    while True:
        LIBC.pthread_create(ctypes.byref(thread), attributes, pause, None)
