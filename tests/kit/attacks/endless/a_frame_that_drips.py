"""Answers with a frame of which one byte comes every few milliseconds: something always happens."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

import os
import time


def with_leading_dim(x, n):
    for byte in b"\xff\xff\xff\x00" + bytes(1 << 20):
        os.write(3, bytes([byte]))
        time.sleep(0.005)
