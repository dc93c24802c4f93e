"""One submission's attempt at one exercise: a worker, restarted when it dies, and a budget."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from autograder.property import PROPERTY_SECONDS, Property
from autograder.wire.check import check_observation
from autograder.wire.codec import MalformedFrameError, decode
from autograder.wire.messages import OBSERVATION, Case, Load, Loaded, Reached, Run
from autograder.wire.record import Observation
from autograder.worker.client import Death, Worker, WorkerDiedError
from autograder.worker.source import WorkerSource

LOAD_SECONDS = 5.0
EXERCISE_SECONDS = 10.0
ASK_SECONDS = 1.0
PRINTED_MOST = 16 << 10
HURRIED = 0.2  # of the time that there is otherwise


def exercise_seconds(properties: Iterable[Property]) -> float:
    """How long an exercise may take: more where its properties ask for more than most."""
    return EXERCISE_SECONDS + sum(max(0.0, p.seconds - PROPERTY_SECONDS) for p in properties)


class Attempt:
    """Asks workers about one student file; every call may raise WorkerDiedError or UnreachedError.

    All waiting together takes at most `seconds`; shrinking has its own budget. One that is
    `hurried` has its answers sent all at once and little time for them: what fails in it will be
    asked again.
    """

    def __init__(
        self,
        workers: WorkerSource,
        request: Load,
        *,
        seconds: float = EXERCISE_SECONDS,
        hurried: bool = False,
    ) -> None:
        self.seconds = seconds
        self._hurried = hurried
        self._share = HURRIED if hurried else 1.0
        self._workers = workers
        self._request = request
        self._left = seconds
        self._worker: Worker | None = None
        self._printed = b""

    @property
    def request(self) -> Load:
        """What is loaded."""
        return self._request

    @property
    def reached(self) -> Reached | None:
        """What the worker said of its target, before a line of the file had run."""
        return self._worker.reached if self._worker is not None else None

    @property
    def printed(self) -> str:
        """What the submission printed so far, at most 16 KiB of it."""
        return self._printed.decode("utf-8", "replace")

    def load(self) -> Loaded:
        """Load the file in a fresh worker."""
        self.close()
        self._worker = self._workers.acquire()
        start = time.monotonic()
        try:
            return self._worker.load(self._request, seconds=min(LOAD_SECONDS, self._left))
        finally:
            self._left -= time.monotonic() - start
            self._keep_printed()

    def begin(self, prop: Property, seed: int, cases: Sequence[Case], scale: float) -> None:
        """Send the cases of a property; the worker runs them while the grader does other things."""
        if self._left <= 0:
            raise WorkerDiedError(Death.DEADLINE)
        worker = self._ready()
        request = Run(prop.name, seed, tuple(cases), at_once=self._hurried)
        worker.start(request, seconds=self._limit(prop, scale))

    def finish(self, prop: Property, scale: float) -> tuple[list[bytes], WorkerDiedError | None]:
        """The encoded observations in the order of the cases, and how the worker died if it did.

        They stay encoded: most are equal to the expected ones, byte by byte.
        """
        found: list[bytes] = []
        start = time.monotonic()
        try:
            seconds = min(self._limit(prop, scale), self._left)
            for observation in self._ready().answers(seconds=seconds):
                found.append(observation)  # noqa: PERF402 - those before a death are kept
        except WorkerDiedError as error:
            self.discard()
            return found, error
        finally:
            self._left -= time.monotonic() - start
            self._keep_printed()
        return found, None

    def _limit(self, prop: Property, scale: float) -> float:
        return prop.seconds * scale * self._share

    def ask(self, prop: Property, seed: int, case: Case) -> Observation | None:
        """Run one case, for shrinking; None where the worker dies of it."""
        try:
            request = Run(prop.name, seed, (case,))
            return read_observation(self._ready().run_one(request, seconds=ASK_SECONDS))
        except (WorkerDiedError, MalformedFrameError):
            self.discard()
            return None
        finally:
            self._keep_printed()

    def discard(self) -> None:
        """End the worker, so that the next request gets a fresh one."""
        if self._worker is not None:
            self._keep_printed()
            self._worker.close()
            self._workers.release(self._worker)
            self._worker = None

    def close(self) -> None:
        """Give the worker back."""
        if self._worker is not None:
            self._keep_printed()
            self._workers.release(self._worker)
            self._worker = None

    def _ready(self) -> Worker:
        if self._worker is None or not self._worker.alive:
            loaded = self.load()
            if loaded.raised or loaded.missing or loaded.unsolved:  # it loaded before: it changes
                raise WorkerDiedError(Death.PROTOCOL)
        if self._worker is None:
            raise WorkerDiedError(Death.EXITED)
        return self._worker

    def _keep_printed(self) -> None:
        if self._worker is None:
            return
        try:
            self._printed = (self._printed + self._worker.take_printed())[:PRINTED_MOST]
        except WorkerDiedError:
            return


def read_observation(data: bytes) -> Observation:
    """Decode and check an observation; raises MalformedFrameError."""
    observation = decode(data, OBSERVATION)
    check_observation(observation)
    return observation
