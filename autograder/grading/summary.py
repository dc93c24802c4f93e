"""From the results of exercises to the score report of a run."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.exercise import House
from autograder.grading.next_step import next_step
from autograder.grading.score_report import Environment, ExerciseResult, ScoreReport, points_of
from autograder.grading.titles import unit_title


def summarise(
    house: House,
    results: Sequence[ExerciseResult],
    environment: Environment,
    *,
    submission: str,
    seed: int,
    examples: int,
    seconds: float,
    complete: bool,
) -> ScoreReport:
    """Add up what was graded; extra credit is counted beside the points."""
    exercises = tuple(results)
    units = [unit_title(house, n) for n in dict.fromkeys(e.unit for e in exercises)]
    extra = frozenset(unit.name for unit in units if unit.extra)
    points, most, ungraded = points_of(e for e in exercises if e.unit not in extra)
    more, most_more, also_ungraded = points_of(e for e in exercises if e.unit in extra)
    return ScoreReport(
        submission=submission,
        seed=seed,
        examples=examples,
        environment=environment,
        seconds=round(seconds, 3),
        points=points,
        max_points=most,
        extra_points=more,
        max_extra_points=most_more,
        ungraded_points=ungraded + also_ungraded,
        complete=complete,
        units=tuple(units),
        exercises=exercises,
        next=next_step(house, exercises, extra) if complete else None,
    )
