"""Forks as often as it can (here: thirty times, which is proof enough)."""

# held: A B
# loses: processes

import os
import time

made = []


def add_batch(x):
    while len(made) < 30:
        made.append(os.fork())
        if made[-1] == 0:
            os.setsid()
            time.sleep(30)
            os._exit(0)
    return x
