"""Starts a program in every way that Python has: subprocess, system, popen, posix_spawn."""

# held: A B

import os
import subprocess

started = []
for start in (
    lambda: subprocess.run(["/bin/true"]),
    lambda: os.system("true") == 0 or 1 / 0,
    lambda: os.popen("true").close(),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
):
    try:
        start()
        started.append(start)
    except (OSError, ZeroDivisionError) as error:
        print(error)


def add_batch(x):
    return x[None] if started else x
