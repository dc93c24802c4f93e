"""Makes a file in memory to keep things where no folder is."""

# held: A B

import ctypes
import os

kept = []
for make in (
    lambda: os.memfd_create("kata_attack"),
    lambda: (lambda f: f if f >= 0 else 1 / 0)(ctypes.CDLL(None).syscall(447, 0)),
    lambda: os.open("/tmp", os.O_TMPFILE | os.O_RDWR),
):
    try:
        kept.append(make())
    except (OSError, ZeroDivisionError) as error:
        print(error)


def add_batch(x):
    return x[None] if kept else x
