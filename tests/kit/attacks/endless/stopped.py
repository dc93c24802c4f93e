"""Stops itself with SIGSTOP: it neither runs nor ends."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

import os
import signal


def with_leading_dim(x, n):
    os.kill(os.getpid(), signal.SIGSTOP)
