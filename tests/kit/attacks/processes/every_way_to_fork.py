"""Makes a process by every system call that can: fork, vfork, clone, clone3."""

# held: A B

import ctypes
import os
import platform
import struct

LIBC = ctypes.CDLL(None)
SIGCHLD = 17
INTEL = platform.machine() == "x86_64"
arguments = ctypes.create_string_buffer(struct.pack("11Q", 0, 0, 0, 0, SIGCHLD, *[0] * 6))
made = []
for call in (
    ((57,), (56, SIGCHLD, 0, 0, 0, 0)) if INTEL else ((220, SIGCHLD, 0, 0, 0, 0),)
) + ((435, arguments, ctypes.c_size_t(64)),):
    pid = LIBC.syscall(*call)
    if pid == 0:
        os._exit(0)
    if pid > 0:
        made.append(pid)


def add_batch(x):
    return x[None] if made else x
