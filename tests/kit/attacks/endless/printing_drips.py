"""Prints a little all the time, so that it never seems to be stuck."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

import time


def with_leading_dim(x, n):
    while True:
        print("still working")
        time.sleep(0.005)
