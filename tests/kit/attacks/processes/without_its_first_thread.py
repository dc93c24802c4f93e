"""Ends its first thread and goes on in another, where a watcher may not look."""

# verdict: CRASHED TIMED_OUT
# exercise: with_leading_dim

import ctypes
import threading
import time

LIBC = ctypes.CDLL(None)


def go_on():
    while True:
        time.sleep(1)


def with_leading_dim(x, n):
    threading.Thread(target=go_on).start()
    LIBC.pthread_exit(None)
