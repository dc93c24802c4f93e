"""grades.csv: one line a student, the same columns for the same exercises, the same bytes again."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.grading.class_record import ClassRecord, Status, StudentResult
from autograder.grading.verdict import Verdict
from autograder.reports.gradebooks.table import Cell, line

WHO = ("student", "name", "email", "id", "status", "late", "submitted_at")
SUMS = ("points", "max_points", "extra_points", "max_extra_points")


def grades_header(record: ClassRecord) -> str:
    """The names of the columns: who, sums, one a unit, one an exercise."""
    return line([*WHO, *SUMS, *_units(record), *(facts.key for facts in record.exercises)])


def grades_line(record: ClassRecord, result: StudentResult) -> str:
    """The line of one student; what the kit failed at is left empty, what is missing is 0."""
    who: list[Cell] = [
        result.student,
        result.name,
        result.email,
        result.identifier,
        result.status.value,
        result.late,
        result.submitted_at,
    ]
    points = _points(record, result)
    exercises = [points.get(facts.key, 0.0) for facts in record.exercises]
    extra = [points.get(f.key, 0.0) for f in record.exercises if f.extra]
    normal = [points.get(f.key, 0.0) for f in record.exercises if not f.extra]
    sums = [_sum(normal), record.max_points, _sum(extra), record.max_extra_points]
    units = [
        _sum([points.get(f.key, 0.0) for f in record.exercises if f.unit == unit])
        for unit in _units(record)
    ]
    if result.status is Status.KIT_ERROR:
        sums[0] = sums[2] = None
    return line([*who, *sums, *units, *exercises])


def _units(record: ClassRecord) -> Iterator[str]:
    yield from dict.fromkeys(facts.unit for facts in record.exercises)


def _points(record: ClassRecord, result: StudentResult) -> dict[str, float | None]:
    """The points of each exercise; None where the kit failed."""
    if result.report is None:
        empty = None if result.status is Status.KIT_ERROR else 0.0
        return {facts.key: empty for facts in record.exercises}
    return {
        f"{e.unit}/{e.name}": None if e.verdict is Verdict.KIT_ERROR else e.points
        for e in result.report.exercises
    }


def _sum(points: list[float | None]) -> float | None:
    """The sum; None where something of it is not known."""
    known = [value for value in points if value is not None]
    return sum(known) if len(known) == len(points) else None
