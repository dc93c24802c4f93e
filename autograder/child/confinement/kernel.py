"""Asking the kernel: prctl and bare system calls, with errors raised."""

from __future__ import annotations

import ctypes
import os
from functools import cache
from typing import Any


@cache
def libc() -> Any:
    """The C library, with the types that calls of the kernel need."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    library.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    return library


def checked(result: int, what: str) -> int:
    """The result of a call; raises OSError where it failed."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def prctl(option: int, first: int = 0, second: int = 0) -> int:
    """Call prctl; raises OSError."""
    return checked(libc().prctl(option, first, second, 0, 0), f"prctl({option})")
