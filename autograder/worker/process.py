"""A worker's process as the grader sees it: it can be asked whether it ended, and be ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from autograder.child.watch import Overrun


@dataclass(frozen=True)
class Exit:
    """How a process ended: its exit code, negative for a signal.

    `over` says what it had taken too much of, where it was ended for that; `peak` is the most
    memory that it held, in bytes, where that is known. `deaf` tells that it could not have sent
    itself SIGKILL.
    """

    code: int
    over: Overrun | None = None
    peak: int = 0
    deaf: bool = False


class WorkerProcess(Protocol):
    """A process that runs a worker."""

    def poll(self) -> Exit | None:
        """How the process ended, once it has."""

    def kill(self) -> None:
        """End the process, and those that it started, at once."""
