"""A worker's process as the grader sees it: it can be asked whether it ended, and be ended."""

from __future__ import annotations

from typing import Protocol


class WorkerProcess(Protocol):
    """A process that runs a worker."""

    def poll(self) -> int | None:
        """The exit code (negative for a signal) once the process has ended, else None."""

    def kill(self) -> None:
        """End the process, and those that it started, at once."""
