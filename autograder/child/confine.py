"""What a worker may not do: the process's own limits, set before it loads a submission."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import tempfile

import msgspec

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38


class Limits(msgspec.Struct, frozen=True):
    """What one worker may use: address space and data in bytes, processor time in seconds."""

    address_space: int = 6 << 30
    data: int = 3 << 30
    cpu_seconds: int = 60
    open_files: int = 64


def clean_environment() -> dict[str, str]:
    """The environment of a worker: nothing of the grader's, and one thread for each library."""
    kept = ("SYSTEMROOT", "WINDIR", "TMP", "TEMP") if sys.platform == "win32" else ()
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": "/nonexistent",
        "MPLBACKEND": "Agg",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "TORCHDYNAMO_DISABLE": "1",
        "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
    }


def die_with_parent(parent: int) -> None:
    """End this process when its parent ends (Linux); exit at once if it already has."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(71)


def confine(limits: Limits) -> None:
    """Give up privileges and set the resource limits of this process, for good."""
    if sys.platform == "linux":
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _prctl(_PR_SET_DUMPABLE, 0)
    if sys.platform != "win32":
        _set_resource_limits(limits)
    os.umask(0o077)
    tempfile.tempdir = os.sep  # none is writable, and looking for one would fail


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"prctl({option}): {os.strerror(code)}")


def _set_resource_limits(limits: Limits) -> None:
    import resource

    wanted = {
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + 1),
        resource.RLIMIT_DATA: (limits.data, limits.data),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_NOFILE: (limits.open_files, limits.open_files),
        resource.RLIMIT_CORE: (0, 0),
    }
    if sys.platform == "linux":  # elsewhere address space is not accounted as it is used
        wanted[resource.RLIMIT_AS] = (limits.address_space, limits.address_space)
        wanted[resource.RLIMIT_MEMLOCK] = (0, 0)
        wanted[resource.RLIMIT_MSGQUEUE] = (0, 0)
    for kind, limits_wanted in wanted.items():
        _, ceiling = resource.getrlimit(kind)
        most = sys.maxsize if ceiling == resource.RLIM_INFINITY else ceiling
        soft, hard = (min(limit, most) for limit in limits_wanted)
        resource.setrlimit(kind, (soft, hard))
