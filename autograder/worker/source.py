"""What gives workers, and how an interpreter for them is started."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from autograder.wire.ready import Ready
from autograder.worker.client import Worker, WorkerDiedError

START_SECONDS = 120.0  # a cold import of torch on a slow disk
FORK_SECONDS = 20.0
START_ATTEMPTS = 4  # in a row; then what is wrong stays, and nobody should wait for it again


class WorkerStartError(RuntimeError):
    """The kit's own fault: no worker could be started."""


class Starts:
    """Counts starts that failed, so that a machine on which none succeeds is not waited for."""

    def __init__(self) -> None:
        self._failed: list[WorkerStartError] = []

    def attempt(self, start: Callable[[], Ready]) -> Ready:
        """Start; raises WorkerStartError, and the last one again once START_ATTEMPTS failed."""
        if len(self._failed) >= START_ATTEMPTS:
            raise self._failed[-1]
        try:
            ready = start()
        except WorkerStartError as error:
            self._failed.append(error)
            raise
        self._failed.clear()
        return ready


def greeted(worker: Worker, seconds: float) -> Ready:
    """Wait until a worker is ready for a submission; raises WorkerStartError.

    What ends a worker before that is the kit's own fault.
    """
    try:
        return worker.wait_ready(Ready, seconds=seconds)
    except WorkerDiedError as error:
        said = worker.take_printed().decode("utf-8", "replace").strip()
        last = said.splitlines()[-1] if said else str(error)
        worker.close()
        raise WorkerStartError(f"no worker could be started: {last}") from error


class WorkerSource(Protocol):
    """Gives workers, and takes them back."""

    @property
    def level(self) -> str:
        """Of confinement, "A", "B" or "C"; known once a worker was asked for."""

    @property
    def many(self) -> bool:
        """Whether several workers can be had at a time."""

    @property
    def simulated(self) -> WorkerSource:
        """Where workers with the simulated device come from soonest; may be this one."""

    def start(self) -> None:
        """Begin to get ready, without waiting for it."""

    def ready(self) -> Ready:
        """Which files of properties could not be loaded, and the level; waits until ready."""

    def acquire(self) -> Worker:
        """A worker that has loaded no submission, or only left one behind that behaved."""

    def release(self, worker: Worker) -> None:
        """Take a worker back."""

    def close(self) -> None:
        """End every process."""


def interpreter_command(module: str, argument: str) -> list[str]:
    """The command that runs `main(argument)` of a module of ours in an isolated interpreter."""
    root = str(Path(__file__).resolve().parents[2])
    code = (
        f"import sys; sys.path.insert(0, {root!r}); from {module} import main; "
        f"sys.path.remove({root!r}); main({argument!r})"
    )
    return [sys.executable, "-I", "-c", code]
