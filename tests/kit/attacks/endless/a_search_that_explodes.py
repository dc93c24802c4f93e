"""Searches with a regular expression that takes longer than the universe has time, inside C."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

import re


def with_leading_dim(x, n):
    return re.match(r"(a|a)*$", "a" * 60 + "b")
