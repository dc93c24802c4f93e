"""Kills itself with SIGKILL, which looks as if memory had run out."""

# held: A B
# loses: verdict
# verdict: RAISED

import os
import signal


def add_batch(x):
    os.kill(os.getpid(), signal.SIGKILL)
