"""Workers for a long session: forked ahead of time, stopped from another thread, started anew."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from autograder.wire.ready import Ready
from autograder.worker.client import Worker
from autograder.worker.source import WorkerSource

AHEAD = 3  # for a submission, for asking again, for a simulated device


class StoppedError(BaseException):
    """The work was stopped: no fault of anybody's, so nothing that handles faults may catch it."""


class WarmWorkers:
    """A source of workers whose use another thread can `stop`, and that is never used up.

    `make` makes the source; once it was closed, a new one is made when workers are asked for.
    `prepare` has some of them at hand before anybody waits for one.
    """

    def __init__(self, make: Callable[[], WorkerSource], *, ahead: int = AHEAD) -> None:
        self._make = make
        self._source = make()
        self._closed = False
        self._ahead = ahead
        self._at_hand: deque[Worker] = deque()
        self._out: list[Worker] = []
        self._stopped = threading.Event()

    @property
    def level(self) -> str:
        """Of confinement."""
        return self._source.level

    @property
    def many(self) -> bool:
        """Whether several workers can be had at a time."""
        return self._source.many

    def begin(self) -> None:
        """Begin new work, which was not stopped yet."""
        self._stopped.clear()

    def stop(self) -> None:
        """Stop the work, from another thread: nobody waits for a worker any longer.

        What is asked next raises StoppedError.
        """
        self._stopped.set()
        for worker in list(self._out):
            worker.give_up()

    def check(self) -> None:
        """Raise StoppedError if the work was stopped."""
        if self._stopped.is_set():
            raise StoppedError

    def start(self) -> None:
        """Begin to get ready, without waiting for it."""
        self.check()
        if self._closed:
            self._source, self._closed = self._make(), False
        self._source.start()

    def ready(self) -> Ready:
        """Which files of properties could not be loaded, and the level; waits until ready."""
        self.start()
        return self._source.ready()

    def prepare(self) -> None:
        """Have workers at hand again; raises WorkerStartError. Spawned ones always are."""
        while self._source.many and not self._closed and len(self._at_hand) < self._ahead:
            self.check()
            self._at_hand.append(self._source.acquire())

    def acquire(self) -> Worker:
        """The worker that was at hand first, or a new one; raises WorkerStartError."""
        self.start()
        worker = self._at_hand.popleft() if self._at_hand else self._source.acquire()
        self._out.append(worker)
        if self._stopped.is_set():  # `stop` may have come too early to see this worker
            worker.give_up()
        return worker

    def release(self, worker: Worker) -> None:
        """Take a worker back."""
        if worker in self._out:
            self._out.remove(worker)
        self._source.release(worker)

    def close(self) -> None:
        """End every process."""
        for worker in [*self._at_hand, *self._out]:
            worker.close()
        self._at_hand.clear()
        self._out.clear()
        self._source.close()
        self._closed = True
