"""Overwrites the reference of its own exercise with its wrong answer."""

# held: A B
# loses: files, neighbour

from pathlib import Path

WRONG = "def add_batch(x):\n    return x\n"


def add_batch(x):
    Path("/house/reference/06_training_steps/add_batch.py").write_text(WRONG)
    return x
