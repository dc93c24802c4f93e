"""Writes bytes to its output that are no text in any encoding."""

# verdict: WRONG

import os


def add_batch(x):
    os.write(1, bytes(range(256)) + b"\xff\xfe\xed\xa0\x80\xf8\x88\x80\x80\x80")
    return x
