"""Landlock: which files a worker may open; without a rule, none.

The numbers are those of linux/landlock.h and of its system calls, the same on every machine.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from autograder.child.confinement.kernel import checked, libc

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_ALL = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}  # added by each version
_TCP = 0b11  # binding and connecting, since version 4
_SCOPES = 0b11  # abstract sockets and signals, since version 6


def landlock_abi() -> int:
    """The version of Landlock that this kernel offers; 0 where there is none."""
    return max(0, int(libc().syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))))


def forbid_files(readable: Iterable[str], writable: Iterable[str] = ()) -> None:
    """Leave this process only what is below some paths, for good; raises OSError.

    Needs NO_NEW_PRIVS. Paths that are not there are left out.
    """
    abi = landlock_abi()
    handled = sum(bits for version, bits in _ALL.items() if version <= abi)
    net = _TCP if abi >= 4 else 0
    scoped = _SCOPES if abi >= 6 else 0
    attributes = struct.pack("QQQ", handled, net, scoped)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = checked(
        libc().syscall(_CREATE, ctypes.c_char_p(attributes), ctypes.c_size_t(size), 0),
        "landlock_create_ruleset",
    )
    try:
        for path in readable:
            _allow(ruleset, path, _READ_FILE | _READ_DIR)
        for path in writable:
            _allow(ruleset, path, _READ_FILE | _WRITE_FILE)
        checked(libc().syscall(_RESTRICT, ruleset, 0), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # what is not there, or not for us, needs no rule
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= ~_READ_DIR
        rule = struct.pack("=Qi", rights, descriptor)
        checked(
            libc().syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.c_char_p(rule), 0),
            f"landlock_add_rule {path}",
        )
    finally:
        os.close(descriptor)
