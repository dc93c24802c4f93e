"""Raises an exception whose message and type's name have megabytes."""

# verdict: RAISED


def add_batch(x):
    raise type("E" * 1_000_000, (Exception,), {})("x" * 10_000_000)
