"""Waits for somebody to type something."""

# verdict: RAISED


def add_batch(x):
    return x if input("Which axis? ") else x
