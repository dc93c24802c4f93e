"""Is right for the first half second of its life, and wrong afterwards."""

# verdict: WRONG

import time

START = time.monotonic()
calls = []


def add_batch(x):
    calls.append(x)
    time.sleep(0.1 if len(calls) == 8 else 0)
    return x[None] if time.monotonic() - START < 0.1 else x
