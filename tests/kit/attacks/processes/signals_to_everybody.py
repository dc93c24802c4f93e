"""Asks whether it may send a signal to its group, and to every process of the same user."""

# held: A B

import os

sent = []
for whom in (0, -1, -os.getppid()):
    try:
        os.kill(whom, 0)
        sent.append(whom)
    except OSError as error:
        print(error)


def add_batch(x):
    return x[None] if sent else x
