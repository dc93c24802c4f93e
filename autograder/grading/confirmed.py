"""Grading some exercises in kept workers, and all that passed once more where that may be why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from autograder.exercise import Exercise
from autograder.grading.score_report import ExerciseResult
from autograder.grading.verdict import Verdict
from autograder.worker.kept import WatchedWorkers

TOGETHER = 8  # exercises; to look for all that they may have left takes 5 ms
Grade = Callable[[Exercise], ExerciseResult]


def confirmed(
    exercises: Iterable[Exercise], grade: Grade, alone: Grade, kept: WatchedWorkers
) -> Iterator[ExerciseResult]:
    """The results of `grade`, which uses workers of `kept`, or of `alone`, which has fresh ones."""
    waiting = iter(exercises)
    while some := list(islice(waiting, TOGETHER)):
        results = [grade(exercise) for exercise in some]
        sure = kept.confirm()
        for exercise, result in zip(some, results, strict=True):
            right = sure or result.verdict is not Verdict.PASSED
            yield result if right else alone(exercise)
