"""What cells are called: by the exercise that they belong to, and by what they are for."""

from __future__ import annotations

from autograder.exercise import Exercise, House

_PARTS = "-"  # in no name of a unit or an exercise


def grade_id(exercise: Exercise) -> str:
    """The cell that holds the points of an exercise."""
    return _PARTS.join((exercise.unit, exercise.name))


def cell_id(exercise: Exercise, part: str) -> str:
    """Another cell of an exercise: its "task", its "solution", its "check"."""
    return _PARTS.join((exercise.unit, exercise.name, part))


def exercise_of(house: House, name: str) -> Exercise | None:
    """The exercise whose points a cell of this name holds; None for cells of the instructor's."""
    return next((e for e in house.exercises if grade_id(e) == name), None)
