"""Answers with tensors whose bytes do not fill their shape, of dtypes that there are none of."""

# verdict: CRASHED WRONG

from autograder.observation import run
from autograder.wire.plain import TensorData

LIES = (
    TensorData("float32", (1 << 40, 1 << 40), b""),
    TensorData("float32", (-1,), bytes(4)),
    TensorData("float999", (1,), bytes(4)),
    TensorData("float32", (0, 1 << 62), b""),
    TensorData("float32", (1,), bytes(4), "cpu", (1 << 40,), 1 << 40),
)
told = []


def lie(value, **options):
    told.append(value)
    return LIES[len(told) % len(LIES)]


run.to_plain = lie


def add_batch(x):
    return x
