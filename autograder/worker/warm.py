"""Workers for a long session: forked ahead of time, stopped from another thread, started anew."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from autograder.target import Target
from autograder.wire.messages import Load
from autograder.wire.ready import Ready
from autograder.worker.client import UnreachedError, Worker, WorkerDiedError
from autograder.worker.source import WorkerSource

AHEAD = 2  # for a submission, and for asking again
_REACH_SECONDS = 20.0
# Of no submission: a worker that has loaded it has its target ready, and holds nothing else.
_NOTHING = Load("", "nothing.py", "nothing", "nothing", target=Target.SIMULATED)


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
        self._on_target: deque[Worker] = deque()
        self._out: list[Worker] = []
        self._stopped = threading.Event()
        self.simulated = SimulatedWorkers(self)

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
        if self._source.many and not self._closed and self.simulated.asked and not self._on_target:
            worker = self._source.simulated.acquire()
            try:
                worker.load(_NOTHING, seconds=_REACH_SECONDS)
                worker.settle(seconds=_REACH_SECONDS)
            except (UnreachedError, WorkerDiedError):  # the next grading will say it
                worker.close()
            else:
                self._on_target.append(worker)

    def acquire(self) -> Worker:
        """The worker that was at hand first, or a new one; raises WorkerStartError."""
        return self._take(self._at_hand, lambda: self._source)

    def acquire_simulated(self) -> Worker:
        """The same of those that have a simulated device ready."""
        return self._take(self._on_target, lambda: self._source.simulated)

    def _take(self, at_hand: deque[Worker], source: Callable[[], WorkerSource]) -> Worker:
        self.start()
        worker = at_hand.popleft() if at_hand else source().acquire()
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
        for worker in [*self._at_hand, *self._on_target, *self._out]:
            worker.close()
        self._at_hand.clear()
        self._on_target.clear()
        self._out.clear()
        self._source.close()
        self._closed = True


class SimulatedWorkers:
    """The warm workers that are to have a simulated device: making it takes longer than a fork.

    `asked` tells whether any was ever wanted.
    """

    def __init__(self, warm: WarmWorkers) -> None:
        self._warm = warm
        self.asked = False

    @property
    def level(self) -> str:
        """Of confinement."""
        return self._warm.level

    @property
    def many(self) -> bool:
        """Whether several workers can be had at a time."""
        return self._warm.many

    @property
    def simulated(self) -> SimulatedWorkers:
        """These."""
        return self

    def start(self) -> None:
        """Begin to get ready, without waiting for it."""
        self._warm.start()

    def ready(self) -> Ready:
        """Which files of properties could not be loaded, and the level; waits until ready."""
        return self._warm.ready()

    def acquire(self) -> Worker:
        """A worker with the device ready if one is at hand; raises WorkerStartError."""
        self.asked = True
        return self._warm.acquire_simulated()

    def release(self, worker: Worker) -> None:
        """Take a worker back."""
        self._warm.release(worker)

    def close(self) -> None:
        """End every process."""
        self._warm.close()
