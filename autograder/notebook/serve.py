"""A grader of its own for a notebook: the kernel is the student's, and must hold no answer.

It ends when the notebook lets go of its input.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from autograder.cli.decks import deck_for, deck_path
from autograder.exercise import Exercise, House
from autograder.language import SaidError, language
from autograder.notebook.protocol import NOTEBOOK, Answer, Ask, Graded, Grading, Refused
from autograder.submission import Submission
from autograder.worker.source import WorkerSource, WorkerStartError
from autograder.worker.system import worker_source

if TYPE_CHECKING:
    from autograder.grading.answers import Answers
    from autograder.grading.score_report import ScoreReport
    from autograder.grading.targets import Targets

Say = Callable[[Answer], None]


def main(_: str = "") -> None:
    """Answer what is asked on standard input, one after the other."""
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError), _answering() as say:
        serve(House(), sys.stdin.buffer, say)


@contextlib.contextmanager
def _answering() -> Iterator[Say]:
    """Answers go where standard output went; what anything prints goes to standard error."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)

        def say(answer: Answer) -> None:
            out.write(msgspec.json.encode(answer) + b"\n")
            out.flush()

        yield say


def serve(house: House, questions: IO[bytes], say: Say) -> None:
    """Keep one zygote warm, and answer each line that asks."""
    properties = [house.properties(exercise) for exercise in house.exercises]
    with closing(worker_source(properties, house=house)) as workers:
        with suppress(WorkerStartError):  # the grader tries again, and says it
            workers.start()
        grader = _Grading(house, workers, properties)
        with closing(grader):
            for line in questions:
                ask = msgspec.json.decode(line, type=Ask)
                try:
                    say(Graded(grader.grade(ask, say)))
                except SaidError as error:
                    say(Refused(error.said(language(ask.lang))))


class _Grading:
    """Grades one submission after the other on the same workers."""

    def __init__(self, house: House, workers: WorkerSource, properties: list[Path]) -> None:
        self._house = house
        self._workers = workers
        self._properties = properties
        self._targets: dict[str, Targets] = {}

    def grade(self, ask: Ask, say: Say) -> ScoreReport:
        """Grade what is asked; raises SaidError for a deck that cannot be used."""
        from autograder.grading.grader import Grader

        start = time.monotonic()
        by_path = {exercise.path: exercise for exercise in self._house.exercises}
        exercises = [by_path[path] for path in ask.files]
        grader = Grader(
            self._house,
            Submission(NOTEBOOK, dict(ask.files)),
            self._workers,
            ask.seed,
            ask.examples,
            self._targets_of(ask.device),
            self._answers(ask, exercises),
        )
        results = []
        for done, exercise in enumerate(exercises):
            say(Grading(exercise.name, done, len(exercises)))
            results.append(grader.grade(exercise))
        return grader.report(results, time.monotonic() - start)

    def close(self) -> None:
        """End the workers that were made for devices."""
        for targets in self._targets.values():
            targets.close()

    def _answers(self, ask: Ask, exercises: list[Exercise]) -> Answers | None:
        from autograder.grading.answers import DeckAnswers

        path = deck_path(self._house, ask.deck or None)
        if path is None:
            return None
        return DeckAnswers(self._house, deck_for(self._house, path, exercises), ask.deck)

    def _targets_of(self, device: str) -> Targets:
        from autograder.grading.targets import targets_of

        if device not in self._targets:
            self._targets[device] = targets_of(device, self._properties, self._house)
        return self._targets[device]
