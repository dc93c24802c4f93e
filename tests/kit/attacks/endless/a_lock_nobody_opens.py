"""Waits for a lock that it holds itself."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

import threading

LOCK = threading.Lock()


def with_leading_dim(x, n):
    with LOCK, LOCK:
        return x.shape
