"""Whether a run is as good as can be: what counts for that, and what came of it."""

from __future__ import annotations

from enum import StrEnum

from autograder.grading.score_report import ExerciseResult, ScoreReport
from autograder.grading.verdict import Verdict


class Standing(StrEnum):
    """What came of a run; the values are those that GitHub Classroom and Exercism use."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    ERROR = "error"  # the kit failed: nobody's points are known for sure


def counted(report: ScoreReport) -> tuple[ExerciseResult, ...]:
    """All exercises but those for extra credit that were not begun."""
    extra = {unit.name for unit in report.units if unit.extra}
    return tuple(
        exercise
        for exercise in report.exercises
        if exercise.unit not in extra or exercise.verdict is not Verdict.UNSOLVED
    )


def standing(report: ScoreReport) -> Standing:
    """PASS where everything that counts passed, ERROR where the kit failed on any of it."""
    verdicts = {exercise.verdict for exercise in counted(report)}
    if Verdict.KIT_ERROR in verdicts:
        return Standing.ERROR
    return Standing.PASS if verdicts == {Verdict.PASSED} else Standing.FAIL
