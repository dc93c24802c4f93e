"""Writes bytes to the grader's channel that are no message at all."""

# verdict: CRASHED TIMED_OUT

import os


def add_batch(x):
    os.write(3, os.urandom(1000))
    return x
