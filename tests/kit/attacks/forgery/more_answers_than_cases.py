"""Floods the grader with answers, numbered as it likes them, to fill its memory."""

# verdict: CRASHED

import os

import msgspec

from autograder.wire.codec import encode, frame
from autograder.wire.messages import Observed


def add_batch(x):
    answer = msgspec.Raw(encode("x" * 100_000))
    for number in range(100_000):
        data = frame(encode(Observed(number, answer)))
        while data:
            data = data[os.write(3, data) :]
    return x
