"""Reads the properties, to know what will be looked at, and prints what it found."""

# held: A
# loses: secrets

from pathlib import Path

print(Path("/house/tests/properties/06_training_steps/test_add_batch.py").read_text())


def add_batch(x):
    return x
