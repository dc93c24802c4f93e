"""Aborts."""

# verdict: CRASHED

import os


def add_batch(x):
    os.abort()
