"""What to do next: the exercise to turn to after a run, by what builds on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.exercise import Exercise, House, HouseError
from autograder.grading.score_report import ExerciseResult, NextStep
from autograder.grading.titles import exercise_about, exercise_title
from autograder.grading.verdict import Verdict

_ENOUGH = (Verdict.PASSED, Verdict.KIT_ERROR)  # nothing the learner could do


def next_step(
    house: House, results: Sequence[ExerciseResult], extra: frozenset[str]
) -> NextStep | None:
    """The first exercise that was tried and failed, else the first that is left.

    Where that builds on others that are not solved, the first of those. Units of extra credit
    (`extra`) come last. None where all is done.
    """
    open_ones = [r for r in results if r.verdict not in _ENOUGH]
    ordered = sorted(
        open_ones, key=lambda r: (r.unit in extra, r.verdict is Verdict.UNSOLVED)
    )  # stable: the order of the house decides among equals
    if not ordered:
        return None
    waiting = {r.name: r for r in open_ones}
    goal = step = ordered[0]
    seen = {step.name}
    while before := _first_unsolved(house, step, waiting, seen):
        seen.add(before.name)
        step = before
    later = "" if step is goal else goal.name
    return step_to(house, Exercise(step.unit, step.name), builds_up_to=later)


def step_to(house: House, exercise: Exercise, *, builds_up_to: str = "") -> NextStep:
    """The step to an exercise, with what its lesson says of it."""
    return NextStep(
        exercise.name,
        exercise_title(house, exercise),
        builds_up_to,
        exercise.path,
        exercise_about(house, exercise),
    )


def _first_unsolved(
    house: House, result: ExerciseResult, waiting: Mapping[str, ExerciseResult], seen: set[str]
) -> ExerciseResult | None:
    names = prerequisites(house, Exercise(result.unit, result.name))
    return next((waiting[name] for name in names if name in waiting and name not in seen), None)


def prerequisites(house: House, exercise: Exercise) -> tuple[str, ...]:
    """The names of the exercises that one builds on; none where its lesson is gone."""
    try:
        section = house.lesson(exercise.unit).section(exercise.name)
    except HouseError:
        return ()
    return section.prerequisites if section else ()
