"""Fills every folder for temporary files with files that no limit of size stops."""

# held: A B
# loses: files

import contextlib
import os


def add_batch(x):
    for folder in ("/tmp", "/var/tmp", "/dev/shm", os.getcwd(), os.path.expanduser("~")):
        for number in range(20):
            with contextlib.suppress(OSError):
                open(f"{folder}/kata_attack_{number}", "w").close()
    return x
