"""Workers that are kept for the next exercise of one submission: a warm one is worth several forks.

What fails in a worker that has served before proves nothing: it has to fail in a fresh one too.
"""

from __future__ import annotations

from autograder.wire.ready import Ready
from autograder.worker.client import Worker, WorkerDiedError
from autograder.worker.source import WorkerSource

_SETTLE_SECONDS = 5.0


class KeptWorkers:
    """Gives the same worker again while it lives; `close` ends it, before the next submission."""

    def __init__(self, source: WorkerSource) -> None:
        self._source = source
        self._waiting: Worker | None = None
        self._simulated: KeptWorkers | None = None

    @property
    def level(self) -> str:
        """Of confinement."""
        return self._source.level

    @property
    def many(self) -> bool:
        """Whether several workers can be had at a time."""
        return self._source.many

    @property
    def simulated(self) -> KeptWorkers:
        """The same of those that have a simulated device ready."""
        if self._simulated is None:
            self._simulated = KeptWorkers(self._source.simulated)
        return self._simulated

    def start(self) -> None:
        """Begin to get ready, without waiting for it."""
        self._source.start()

    def ready(self) -> Ready:
        """Which files of properties could not be loaded, and the level; waits until ready."""
        return self._source.ready()

    def acquire(self) -> Worker:
        """The worker that was kept, or a fresh one; raises WorkerStartError."""
        worker, self._waiting = self._waiting, None
        return worker if worker is not None and worker.alive else self._source.acquire()

    def release(self, worker: Worker) -> None:
        """Keep a worker that is well."""
        if worker.alive and self._waiting is None and self._source.many:
            try:
                worker.settle(seconds=_SETTLE_SECONDS)
                worker.take_printed()
            except WorkerDiedError:
                pass
            else:
                self._waiting = worker
                return
        self._source.release(worker)

    def close(self) -> None:
        """End the worker that is kept; the source of them stays."""
        if self._simulated is not None:
            self._simulated.close()
        if self._waiting is not None:
            self._source.release(self._waiting)
            self._waiting = None
