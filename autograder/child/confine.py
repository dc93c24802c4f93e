"""What a worker may not do: every layer that its level has, put on before it loads a submission."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import (
    Limits,
    give_up_privileges,
    limit_resources,
)

_PR_SET_PDEATHSIG = 1
HIDE_ACCELERATORS = {"CUDA_VISIBLE_DEVICES": "", "HIP_VISIBLE_DEVICES": ""}
_OF_ACCELERATORS = (  # which of them are meant, and where their drivers' libraries are
    *HIDE_ACCELERATORS, "CUDA_DEVICE_ORDER", "ROCR_VISIBLE_DEVICES", "ZE_AFFINITY_MASK",
    "ONEAPI_DEVICE_SELECTOR", "LD_LIBRARY_PATH",
)  # fmt: skip


def clean_environment(*, accelerators: bool = False) -> dict[str, str]:
    """The environment of a worker: nothing of the grader's, and one thread for each library.

    With `accelerators` those that the grader may use are in sight, else none are.
    """
    kept = ("SYSTEMROOT", "WINDIR", "TMP", "TEMP") if sys.platform == "win32" else ()
    return (
        {name: os.environ[name] for name in kept if name in os.environ}
        | {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": "/nonexistent",
            "MPLBACKEND": "Agg",
            "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # huge pages: less to copy in a fork
            "OMP_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "TORCHDYNAMO_DISABLE": "1",
            "TORCHINDUCTOR_CACHE_DIR": os.sep,  # it is made on import unless it is there
            "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
        }
        | (_seen() if accelerators else HIDE_ACCELERATORS)
    )


def _seen() -> dict[str, str]:
    return {name: os.environ[name] for name in _OF_ACCELERATORS if name in os.environ}


@contextmanager
def accelerators_hidden() -> Iterator[None]:
    """Let what runs inside find no accelerator, in a process that has not used one before."""
    before = {name: os.environ.get(name) for name in HIDE_ACCELERATORS}
    if before == HIDE_ACCELERATORS:  # as in every worker for the CPU
        yield
        return
    os.environ.update(HIDE_ACCELERATORS)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def die_with_parent(parent: int) -> None:
    """End this process when its parent ends; exit at once if it already has.

    On Windows nothing tells: there it ends when it next asks for something to do.
    """
    if sys.platform == "linux":
        from autograder.child.confinement.kernel import prctl

        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    elif sys.platform != "win32":
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if sys.platform != "win32" and os.getppid() != parent:
        os._exit(71)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(71)


def confine(limits: Limits, level: Level, readable: Sequence[str]) -> None:
    """Put this process under a level, for good; raises OSError where the kernel refuses.

    At level A only files below `readable` can be opened.
    """
    tempfile.tempdir = os.sep  # none is writable, and looking for one would fail
    os.umask(0o077)
    if sys.platform == "linux":
        give_up_privileges()
    if sys.platform != "win32":
        limit_resources(limits)
    if level is Level.A:
        from autograder.child.confinement.landlock import forbid_files
        from autograder.child.confinement.readable import WRITABLE

        forbid_files(readable, WRITABLE)
    if level is not Level.C:
        from autograder.child.confinement.seccomp import forbid_system_calls

        forbid_system_calls(write=level is Level.A)
