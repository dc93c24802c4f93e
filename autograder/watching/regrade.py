"""Grading in the background: one exercise at a time, in workers that stay warm, until stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue

from autograder.exercise import Exercise
from autograder.grading.score_report import ExerciseResult
from autograder.submission import Submission
from autograder.watching.bench import Bench
from autograder.worker.source import WorkerStartError
from autograder.worker.warm import StoppedError

END_SECONDS = 2.0  # for what was stopped to come to an end


@dataclass(frozen=True)
class Wanted:
    """What to grade; with `smaller` a smaller case is looked for where it fails."""

    exercise: Exercise
    submission: Submission
    smaller: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of it; without a result it was stopped, or the kit itself failed with `fault`."""

    wanted: Wanted
    result: ExerciseResult | None = None
    fault: Exception | None = None


class Regrading:
    """Grades what it is asked to in a thread of its own, and tells what came of it.

    All methods are for one other thread, which begins nothing before it was told of the last.
    """

    def __init__(self, bench: Bench, tell: Callable[[Outcome], None]) -> None:
        self._bench = bench
        self._tell = tell
        self._asked: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        # One thread for the whole session: on Linux a zygote ends with the thread that started it.
        self._thread = threading.Thread(target=self._work, name="grading", daemon=True)
        self._thread.start()

    def begin(self, wanted: Wanted) -> None:
        """Grade something."""
        self._bench.workers.begin()
        self._asked.put(partial(self._grade, wanted))

    def stop(self) -> None:
        """Stop what is in hand: it is told of without a result."""
        self._bench.workers.stop()

    def forget(self, exercises: Iterable[Exercise]) -> None:
        """Ask anew what should be seen of some exercises."""
        self._asked.put(partial(self._bench.forget, tuple(exercises)))

    def replace(self, bench: Bench) -> None:
        """Go on with another bench."""
        self.stop()
        self._asked.put(self._bench.close)
        self._bench = bench

    def close(self) -> None:
        """End, whatever is in hand; no process stays."""
        self._asked.put(None)
        self.stop()
        self._thread.join(END_SECONDS)
        self._bench.close()  # which ends a wait for a zygote, too
        self._thread.join(END_SECONDS)

    def _work(self) -> None:
        while (do := self._asked.get()) is not None:
            do()

    def _grade(self, wanted: Wanted) -> None:
        bench = self._bench
        try:
            result = bench.grade(wanted.exercise, wanted.submission, smaller=wanted.smaller)
        except StoppedError:
            self._tell(Outcome(wanted))
            return
        except Exception as error:
            self._tell(Outcome(wanted, fault=error))
            return
        self._tell(Outcome(wanted, result))
        if self._asked.empty():
            with suppress(StoppedError, WorkerStartError):  # the next grading will say it
                bench.prepare()
