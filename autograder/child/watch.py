"""Watching workers from the zygote: what they take of memory, threads and processor time.

The kernel's own limits leave gaps: shared memory counts towards none, threads only by user, and a
signal that says that the time is up can be ignored. The grader is too busy to look often enough.
"""

from __future__ import annotations

import contextlib
import enum
import mmap
import os
import signal
from pathlib import Path

from autograder.child.confinement.privileges import Limits

WATCH_SECONDS = 0.05
_TICKS = 100  # a second, in what Linux tells of processor time
_UTIME, _STIME, _THREADS, _RESIDENT = 11, 12, 17, 21  # in /proc/PID/stat, behind the name


class Overrun(enum.StrEnum):
    """What a worker took too much of."""

    MEMORY = "memory"
    THREADS = "threads"
    TIME = "time"


class Watch:
    """The workers that run, and what those that were ended for it took too much of."""

    def __init__(self) -> None:
        self._limits: dict[int, Limits] = {}
        self._over: dict[int, Overrun] = {}

    @property
    def pause(self) -> float | None:
        """After how many seconds to look again; None while no worker runs."""
        return WATCH_SECONDS if self._limits else None

    def begin(self, pid: int, limits: Limits) -> None:
        """Watch a worker from now on."""
        self._limits[pid] = limits

    def look(self) -> None:
        """End the workers that took too much."""
        for pid, limits in self._limits.items():
            if pid not in self._over and (found := overrun(pid, limits)) is not None:
                self._over[pid] = found
                os.kill(pid, signal.SIGKILL)

    def end(self, pid: int) -> Overrun | None:
        """Forget a worker that has ended: what it took too much of, if it was ended for that."""
        self._limits.pop(pid, None)
        return self._over.pop(pid, None)


def overrun(pid: int, limits: Limits) -> Overrun | None:
    """What a process takes too much of now; None also where that cannot be told."""
    try:
        text = Path(f"/proc/{pid}/stat").read_bytes()
        fields = [int(field) for field in text.rpartition(b")")[2].split()[1:]]
    except (OSError, ValueError):
        return None
    utime, stime, threads, resident = (fields[n - 1] for n in (_UTIME, _STIME, _THREADS, _RESIDENT))
    if threads > limits.threads:
        return Overrun.THREADS
    if (utime + stime) / _TICKS > limits.cpu_seconds:
        return Overrun.TIME
    held = (resident or _resident_of_threads(pid)) * mmap.PAGESIZE
    return Overrun.MEMORY if held > limits.resident else None


def _resident_of_threads(pid: int) -> int:
    """The pages of a process whose first thread has ended, which hides them from `stat`."""
    with contextlib.suppress(OSError, ValueError):
        for statm in Path(f"/proc/{pid}/task").glob("*/statm"):
            if pages := int(statm.read_bytes().split()[1]):
                return pages
    return 0
