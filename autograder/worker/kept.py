"""Workers that are kept for the next exercise of one submission: a warm one is worth several forks.

What fails in a worker that has served before proves nothing: it has to fail in a fresh one too.
What passes counts only where the exercises before left nothing that could have helped.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.wire.messages import Settled
from autograder.wire.ready import Ready
from autograder.worker.client import Worker, WorkerDiedError
from autograder.worker.source import WorkerSource, WorkerStartError

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
            left = _settled(worker, thorough=False)
            if self._may_serve_again(worker, left):
                self._waiting = worker
                return
        self._source.release(worker)

    def _may_serve_again(self, worker: Worker, left: Settled | None) -> bool:
        return worker.alive and left is not None

    def close(self) -> None:
        """End the worker that is kept; the source of them stays."""
        if self._simulated is not None:
            self._simulated.close()
        if self._waiting is not None:
            self._source.release(self._waiting)
            self._waiting = None


class WatchedWorkers(KeptWorkers):
    """The same, replaced as soon as an exercise is seen to have left something behind."""

    def __init__(self, source: WorkerSource) -> None:
        super().__init__(source)
        self._doubtful = False

    def release(self, worker: Worker) -> None:
        """Keep a worker that is well, and in which nothing was left."""
        self._doubtful = self._doubtful or not worker.alive
        super().release(worker)

    def _may_serve_again(self, worker: Worker, left: Settled | None) -> bool:
        if left is not None and not left.changed:
            return True
        everything = _settled(worker, thorough=True) if left is not None else None
        if left is None or everything is None or not set(everything.changed) <= set(left.changed):
            self._doubtful = True  # something else was left, maybe by an exercise before
        return False

    def confirm(self) -> bool:
        """Whether nothing was left behind since this was last asked, as far as can be told now."""
        worker, self._waiting = self._waiting, None
        if worker is not None:
            left = _settled(worker, thorough=True)
            if left is not None and not left.changed:
                self._waiting = worker
            else:
                self._source.release(worker)
                self._doubtful = True
        sure, self._doubtful = not self._doubtful, False
        return sure


@dataclass(frozen=True)
class OneSubmission:
    """The workers that are kept for a submission: for a first look, and for asking again."""

    first: WatchedWorkers
    again: KeptWorkers

    @classmethod
    def of(cls, source: WorkerSource) -> OneSubmission:
        """Two workers of that source, forked when they are needed."""
        return cls(WatchedWorkers(source), KeptWorkers(source))

    def close(self) -> None:
        """End them."""
        self.first.close()
        self.again.close()


def _settled(worker: Worker, *, thorough: bool) -> Settled | None:
    """What a worker found left behind, once it has let go of a file; None if it cannot say."""
    try:
        left = worker.settle(seconds=_SETTLE_SECONDS, thorough=thorough)
        worker.take_printed()
    except (WorkerDiedError, WorkerStartError):  # or its source does not tell how it ended
        return None
    return left
