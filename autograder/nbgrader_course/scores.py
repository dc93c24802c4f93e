"""The scores of grade cells, from a score report: on the gradebook's scale."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.exercise import Exercise
from autograder.grading.score_report import ExerciseResult, ScoreReport, scaled
from autograder.grading.verdict import Verdict


def cell_scores(
    report: ScoreReport, exercises: Mapping[str, Exercise], worth: Mapping[str, float]
) -> dict[str, float | None]:
    """The score of each grade cell; None where the kit failed. `worth` are their points."""
    return {
        name: _score(result_of(report, exercise), worth[name])
        for name, exercise in exercises.items()
    }


def result_of(report: ScoreReport, exercise: Exercise) -> ExerciseResult | None:
    """What a report says of an exercise."""
    return next(
        (r for r in report.exercises if (r.unit, r.name) == (exercise.unit, exercise.name)), None
    )


def _score(result: ExerciseResult | None, most: float) -> float | None:
    if result is None or result.verdict is Verdict.KIT_ERROR:
        return None
    return scaled(result.points, result.max_points, most)
