"""The source notebook of a unit: lesson, solution cells, check cells, grade cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from autograder.course import lesson_or_none
from autograder.exercise import Exercise, House, Unit
from autograder.language import N_, Language, SaidError
from autograder.lesson import Section
from autograder.nbgrader_course.ids import cell_id, grade_id
from autograder.nbgrader_course.solution import marked_solution
from autograder.release.colab import stub_text
from autograder.stubs import UNSOLVED

Cell = dict[str, Any]
SCHEMA_VERSION = 3  # of nbgrader's metadata
_READY = """\
# {comment}
import os
from importlib.util import find_spec

os.environ.setdefault("TORCH_KATA_LANG", "{lang}")
if find_spec("autograder"):
    %load_ext autograder
else:
    print({missing!r})
"""


def unit_notebook(
    house: House, unit: Unit, worth: Mapping[Exercise, float], say: Language
) -> list[Cell]:
    """The cells of a unit's notebook; `worth` are the points of each exercise. Raises SaidError."""
    lesson = lesson_or_none(house, unit.name, say.code)
    about = f"# {lesson.title or unit.name}\n\n{lesson.introduction}"
    cells = [_markdown(f"{unit.name}-about", about), _ready(unit, say)]
    for exercise in unit.exercises:
        cells += _exercise(house, exercise, lesson.section(exercise.name), worth[exercise], say)
    return cells


def as_notebook(cells: list[Cell], metadata: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Cells as the data of a notebook's file; `metadata` is that of one that was there before."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}, **(metadata or {})},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _ready(unit: Unit, say: Language) -> Cell:
    text = _READY.format(
        comment=say(N_("Run this cell first.")),
        lang=say.code,
        missing=say(
            N_(
                "Torch Kata is not installed here, so the cells with %grade cannot check your "
                "work. Write and submit it as usual: marks are given elsewhere."
            )
        ),
    )
    return _code(f"{unit.name}-ready", text)


def _exercise(
    house: House, exercise: Exercise, section: Section | None, points: float, say: Language
) -> Iterator[Cell]:
    stub = house.stub(exercise)
    if not stub.is_file() or UNSOLVED not in stub.read_bytes():
        raise SaidError(
            N_(
                "{path} is no stub, and a solution must not be handed out. Run: python "
                "grade.py reset {name}"
            ),
            path=stub.relative_to(house.root).as_posix(),
            name=exercise.name,
        )
    reference = house.reference(exercise).read_text(encoding="utf-8")
    yield _markdown(cell_id(exercise, "task"), _task(exercise, section))
    text = marked_solution(stub_text(house, exercise), reference)
    yield _code(cell_id(exercise, "solution"), text, solution=True)
    check = say(N_("Check your work as often as you like: what you see here counts for nothing."))
    yield _code(cell_id(exercise, "check"), f"# {check}\n%grade {exercise.name}")
    given = say(N_("Leave this cell as it is. Marks are given in a run of your instructor's."))
    grade = f"# {given}\n%points {exercise.unit}/{exercise.name} --of {points:g}"
    yield _code(grade_id(exercise), grade, points=points)


def _task(exercise: Exercise, section: Section | None) -> str:
    if section is None:
        return f"## `{exercise.name}`"
    title = f"## `{exercise.name}` · {section.title} {'★' * section.difficulty}"
    return f"{title}\n\n{section.text}"


def _markdown(name: str, text: str) -> Cell:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.strip()}


def _code(name: str, text: str, *, solution: bool = False, points: float | None = None) -> Cell:
    metadata: dict[str, Any] = {}
    if solution or points is not None:
        marks: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "grade": points is not None,
            "grade_id": name,
            "locked": points is not None,
            "solution": solution,
            "task": False,
        }
        metadata = {"nbgrader": marks if points is None else {**marks, "points": points}}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": metadata,
        "outputs": [],
        "source": text.strip(),
    }
