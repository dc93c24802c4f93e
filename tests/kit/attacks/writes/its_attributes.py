"""Hangs an extended attribute on the reference, and gives the file to somebody else."""

# held: A B
# loses: verdict, files

import os

NAME = "/house/reference/06_training_steps/add_batch.py"
done = []
for change in (
    lambda: os.setxattr(NAME, "user.kata", b"seen"),
    lambda: os.chown(NAME, os.getuid(), os.getgid()),
):
    try:
        change()
        done.append(change)
    except OSError as error:
        print(error)


def add_batch(x):
    return x[None] if done else x
