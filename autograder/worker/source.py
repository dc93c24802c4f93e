"""Where workers come from: forked from a zygote on Linux, spawned elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from autograder.child.confine import Limits
from autograder.worker.client import Worker

START_SECONDS = 120.0  # a cold import of torch on a slow disk


class WorkerStartError(RuntimeError):
    """The kit's own fault: no worker could be started."""


class WorkerSource(Protocol):
    """Gives workers, and takes them back."""

    def start(self) -> None:
        """Begin to get ready, without waiting for it."""

    def failures(self) -> dict[str, str]:
        """Which files of properties could not be loaded, and why; waits until ready."""

    def acquire(self) -> Worker:
        """A worker that has loaded no submission, or only left one behind that behaved."""

    def release(self, worker: Worker) -> None:
        """Take a worker back."""

    def close(self) -> None:
        """End every process."""


def worker_source(
    properties: Sequence[Path], limits: Limits | None = None, *, fork: bool | None = None
) -> WorkerSource:
    """The source that fits this system; `fork` forces one or the other.

    Only Linux forks: elsewhere the libraries that torch loads are not safe to fork.
    """
    from autograder.worker.forked import ForkedWorkers
    from autograder.worker.spawned import SpawnedWorkers

    wanted = sys.platform == "linux" if fork is None else fork
    kind = ForkedWorkers if wanted else SpawnedWorkers
    return kind(properties, limits or Limits())


def interpreter_command(module: str, argument: str) -> list[str]:
    """The command that runs `main(argument)` of a module of ours in an isolated interpreter."""
    root = str(Path(__file__).resolve().parents[2])
    code = (
        f"import sys; sys.path.insert(0, {root!r}); from {module} import main; "
        f"sys.path.remove({root!r}); main({argument!r})"
    )
    return [sys.executable, "-I", "-c", code]
