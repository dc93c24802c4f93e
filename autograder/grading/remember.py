"""From the results of a run to what the house remembers of it."""

from __future__ import annotations

import time
from collections.abc import Iterable

from autograder.exercise import Exercise
from autograder.grading.score_report import ExerciseResult
from autograder.grading.verdict import Verdict
from autograder.memory import Remembered, digest_of
from autograder.submission import Submission, UnreadableError


def gradings_of(results: Iterable[ExerciseResult], submission: Submission) -> dict[str, Remembered]:
    """What is to be remembered, by the exercise's path; a fault of the kit leaves no trace."""
    found = {}
    for result in results:
        if result.verdict is Verdict.KIT_ERROR:
            continue
        exercise = Exercise(result.unit, result.name)
        found[exercise.path] = Remembered(
            verdict=result.verdict.value,
            points=result.points,
            most=result.max_points,
            digest=_digest(submission, exercise),
            when=time.time(),
        )
    return found


def _digest(submission: Submission, exercise: Exercise) -> str:
    try:
        return digest_of(submission.source(exercise))
    except UnreadableError:
        return ""
