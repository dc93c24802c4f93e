"""What commands find by the names that a user gives."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from autograder.exercise import Exercise, House
from autograder.language import N_, Language, SaidError
from autograder.lesson import Lesson


def select(house: House, names: Sequence[str]) -> tuple[Exercise, ...]:
    """The exercises of these names; raises SaidError."""
    return house.select(names)


def one_exercise(house: House, name: str) -> Exercise:
    """The one exercise of a name; raises SaidError where it is a unit's, or that of several."""
    chosen = house.select([name])
    if len(chosen) == 1:
        return chosen[0]
    paths = tuple(f"{exercise.unit}/{exercise.name}" for exercise in chosen)
    if len({exercise.name for exercise in chosen}) == 1:
        raise SaidError(N_("{name} is in several units: name {paths}."), name=name, paths=paths)
    raise SaidError(
        N_("{name} is a unit; name one exercise, like {example}."),
        name=name,
        example=chosen[0].name,
    )


def lesson_of(house: House, unit: str, say: Language) -> Lesson:
    """The lesson of a unit, in the other language where it is missing in this; raises SaidError."""
    other = "en" if say.code == "zh" else "zh"
    for code in (say.code, other):
        if house.lesson_file(unit, code).is_file():
            return house.lesson(unit, code)
    return house.lesson(unit, say.code)


def relative(house: House, exercise: Exercise) -> str:
    """Where to write an exercise, as seen from where the user is."""
    path = house.stub(exercise)
    try:
        return os.path.relpath(path, Path.cwd())
    except (OSError, ValueError):  # the folder is gone; on Windows, another drive
        return str(path)
