"""Fills the disk with one file: by writing, by reserving, by leaving a hole."""

# held: A B
# loses: files

import contextlib
import os


def add_batch(x):
    file = os.open("/tmp/kata_attack_huge", os.O_RDWR | os.O_CREAT)
    for grow in (os.ftruncate, lambda f, n: os.posix_fallocate(f, 0, n)):
        with contextlib.suppress(OSError):
            grow(file, 1 << 40)
    while True:
        os.write(file, bytes(1 << 20))
