"""A worker's process as the grader sees it: it can be asked whether it ended, and be ended."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class WorkerProcess(Protocol):
    """A process that runs a worker."""

    def poll(self) -> int | None:
        """The exit code (negative for a signal) once the process has ended, else None."""

    def resident(self) -> int:
        """The memory that the process holds, in bytes; 0 where that cannot be told."""

    def kill(self) -> None:
        """End the process, and those that it started, at once."""


def resident_bytes(pid: int) -> int:
    """The resident memory of a process, in bytes (Linux); 0 where that cannot be told."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * _PAGE
