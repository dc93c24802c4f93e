"""Becomes a daemon: forks twice and leaves its session, so that killing its group misses it."""

# held: A B
# loses: processes

import os
import time


made = []


def add_batch(x):
    if not made:
        made.append(os.fork())
        if made == [0]:
            os.setsid()
            if os.fork() == 0:
                time.sleep(30)
            os._exit(0)
    return x
