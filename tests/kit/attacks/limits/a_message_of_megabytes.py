"""Raises an exception whose message and type's name have megabytes."""

# verdict: RAISED


def add_batch(x):
    raise type("E" * 5_000_000, (Exception,), {})("x" * 50_000_000)
