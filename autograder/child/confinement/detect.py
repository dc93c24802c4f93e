"""How well this machine can confine a worker: level A, B or C, found out by trying."""

from __future__ import annotations

import os
import sys

from autograder.child.confine import confine
from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits


def best_level() -> Level:
    """The best level that this machine has, tried in a process of its own."""
    if sys.platform != "linux" or not hasattr(os, "fork"):
        return Level.C
    from autograder.child.confinement.landlock import landlock_abi
    from autograder.child.confinement.seccomp import seccomp_available

    if not seccomp_available() or not _holds(Level.B):
        return Level.C
    return Level.A if landlock_abi() > 0 and _holds(Level.A) else Level.B


def level_for(wanted: Level | None) -> Level:
    """The best level that this machine has, but no better than `wanted`."""
    best = best_level()
    return best if wanted is None else max(best, wanted)


def _holds(level: Level) -> bool:
    """Whether a process that is put under a level starts, and is refused what it should be."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = 0 if _refused(level) else 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def _refused(level: Level) -> bool:
    """Go under a level, and tell whether signals to others and (A) reading files are refused."""
    confine(Limits(), level, [])
    try:
        os.kill(os.getppid(), 0)
    except PermissionError:
        return level is not Level.A or not _can_read("/")
    return False


def _can_read(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_RDONLY))
    except PermissionError:
        return False
    return True
