"""similar.csv: groups of students whose exercises are the same, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from autograder.reports.gradebooks.table import Cell, lines
from autograder.similarity.groups import Group

_HEADER = ("group", "student", "name", "exercises", "alike", "by_chance")


def render_similar(groups: Iterable[Group], called: Mapping[str, str]) -> str:
    """A line a student; `called` are names. `by_chance`: such pairs in a class of this size."""
    rows: list[list[Cell]] = [list(_HEADER)]
    for number, group in enumerate(groups, 1):
        alike = " ".join(path.removesuffix(".py") for path in group.exercises)
        rows += [
            [number, student, called.get(student, ""), len(group.exercises), alike, _small(group)]
            for student in group.students
        ]
    return lines(rows)


def _small(group: Group) -> str:
    return f"{group.chance:.1e}"
