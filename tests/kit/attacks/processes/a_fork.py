"""Forks a process that outlives it."""

# held: A B
# loses: verdict

import os
import time

pid = os.fork()
if pid == 0:
    time.sleep(30)
    os._exit(0)


def add_batch(x):
    return x[None]
