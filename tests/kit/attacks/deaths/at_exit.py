"""Registers what is to be done at the end, prints a verdict there, and ends."""

# verdict: RAISED CRASHED

import atexit
import os


@atexit.register
def last_words():
    print("PASSED")
    os._exit(0)


def add_batch(x):
    raise SystemExit(0)
