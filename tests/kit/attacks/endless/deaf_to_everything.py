"""Ignores every signal and catches every exception."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

import contextlib
import signal

for number in range(1, 65):
    with contextlib.suppress(OSError, ValueError):
        signal.signal(number, signal.SIG_IGN)


def with_leading_dim(x, n):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
