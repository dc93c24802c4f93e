"""Raises an exception whose message is never finished."""

# verdict: TIMED_OUT
# exercise: with_leading_dim


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def with_leading_dim(x, n):
    raise Endless
