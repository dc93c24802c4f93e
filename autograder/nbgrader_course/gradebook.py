"""Scores that were given outside nbgrader, written into its gradebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from nbgrader.api import Gradebook

from autograder.exercise import Exercise, House
from autograder.grading.class_record import Status, StudentResult
from autograder.grading.score_report import ScoreReport
from autograder.nbgrader_course.ids import exercise_of
from autograder.nbgrader_course.kept import keep_report, report_file
from autograder.nbgrader_course.scores import cell_scores


@dataclass(frozen=True)
class CellsOf:
    """The grade cells of a notebook that hold the points of exercises."""

    assignment: str
    notebook: str
    exercises: dict[str, Exercise]
    worth: dict[str, float]


def graded_notebooks(gradebook: Any, house: House) -> list[CellsOf]:
    """The notebooks of a gradebook with exercises in them, in the order of the course."""
    found = []
    for assignment in gradebook.assignments:
        for notebook in assignment.notebooks:
            worth = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
            named = {name: e for name in worth if (e := exercise_of(house, name)) is not None}
            if named:
                found.append(CellsOf(assignment.name, notebook.name, named, worth))
    return sorted(
        found, key=lambda cells: min(map(house.exercises.index, cells.exercises.values()))
    )


def write_scores(db_url: str, house: House, root: Path, results: Iterable[StudentResult]) -> int:
    """Write everybody's scores, and keep their reports; returns how many notebooks were scored.

    Only what was graded is written; a score that a person gave stays, and is marked to be looked
    at again. Where the kit failed, a person has to give the score.
    """
    written = 0
    with Gradebook(db_url) as gradebook:
        notebooks = graded_notebooks(gradebook, house)
        for result in results:
            names = _person(result)
            gradebook.update_or_create_student(result.student, **names)
            if result.status is Status.MISSING:
                continue
            for cells in notebooks:
                written += _write(gradebook, cells, result, root)
    return written


def _person(result: StudentResult) -> dict[str, str]:
    first, _, last = result.name.rpartition(" ")
    known = {"first_name": first, "last_name": last, "email": result.email}
    return {field: value for field, value in known.items() if value}


def _write(gradebook: Any, cells: CellsOf, result: StudentResult, root: Path) -> int:
    report = _part(result.report, cells)
    if report is None and result.status is not Status.UNREADABLE:
        return 0
    scores = (
        cell_scores(report, cells.exercises, cells.worth)
        if report is not None
        else dict.fromkeys(cells.exercises, 0.0)
    )
    at = _time(result.submitted_at)
    facts = {"timestamp": at} if at is not None else {}
    gradebook.update_or_create_submission(cells.assignment, result.student, **facts)
    for name, score in scores.items():
        grade = gradebook.find_grade(name, cells.notebook, cells.assignment, result.student)
        grade.auto_score = score
        grade.needs_manual_grade = grade.manual_score is not None or score is None
    gradebook.db.commit()
    keep_report(report, report_file(root, result.student, cells.assignment, cells.notebook))
    return 1


def _part(report: ScoreReport | None, cells: CellsOf) -> ScoreReport | None:
    """What a report says of the exercises of a notebook; None where that is nothing."""
    if report is None:
        return None
    there = {(e.unit, e.name) for e in cells.exercises.values()}
    exercises = tuple(e for e in report.exercises if (e.unit, e.name) in there)
    return replace(report, exercises=exercises) if exercises else None


def _time(told: str) -> datetime | None:
    """The time of a submission as nbgrader keeps it: in UTC, without saying so."""
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return None
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
