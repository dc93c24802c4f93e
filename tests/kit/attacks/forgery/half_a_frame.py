"""Sends half a message and closes the channel."""

# verdict: CRASHED

import os


def add_batch(x):
    os.write(3, b"\x00\x10\x00\x00abc")
    os.close(3)
    return x
