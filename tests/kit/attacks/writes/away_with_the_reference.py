"""Deletes the reference and its folder."""

# held: A B
# loses: files, neighbour

import shutil


def add_batch(x):
    shutil.rmtree("/house/reference/06_training_steps")
    return x
