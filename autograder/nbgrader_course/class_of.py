"""From a gradebook to the class record: the scores are the gradebook's, the details the kit's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from nbgrader.api import MissingEntry

from autograder.exercise import House
from autograder.grading.class_record import ClassRecord, ExerciseFacts, Status, StudentResult
from autograder.grading.environment import environment
from autograder.grading.score_report import (
    ExerciseResult,
    PropertyResult,
    ScoreReport,
    both_texts,
    scaled,
)
from autograder.grading.summary import summarise
from autograder.grading.targets import Targets
from autograder.grading.titles import exercise_title, unit_title
from autograder.grading.verdict import Verdict
from autograder.language import N_
from autograder.nbgrader_course.gradebook import CellsOf, graded_notebooks
from autograder.nbgrader_course.kept import kept_report, report_file
from autograder.nbgrader_course.scores import result_of

_MISSING = N_("Nothing was handed in.")
_PENALTY = N_("Handed in late: {points} points were taken off in nbgrader.")
_IN_GRADEBOOK = N_("the points in nbgrader's gradebook")


@dataclass(frozen=True)
class Read:
    """An open gradebook of a course that lies at `root`."""

    gradebook: Any
    house: House
    root: Path

    def class_record(
        self, title: str, students: Collection[str] = (), assignments: Collection[str] = ()
    ) -> ClassRecord:
        """Everybody who is in the gradebook, or only some, in all assignments, or only some."""
        notebooks = [
            cells
            for cells in graded_notebooks(self.gradebook, self.house)
            if not assignments or cells.assignment in assignments
        ]
        facts = list(self._facts(notebooks))
        results = [
            self._result(student, notebooks)
            for student in sorted(self.gradebook.students, key=lambda s: str(s.id))
            if not students or student.id in students
        ]
        first = next((r.report for r in results if r.report is not None), None)
        return ClassRecord(
            title=title,
            environment=first.environment if first else environment("", Targets()),
            seed=first.seed if first else 0,
            recipe="",
            max_points=sum(f.max_points for f in facts if not f.extra),
            max_extra_points=sum(f.max_points for f in facts if f.extra),
            units=tuple(unit_title(self.house, n) for n in dict.fromkeys(f.unit for f in facts)),
            exercises=tuple(facts),
            results=tuple(results),
        )

    def _facts(self, notebooks: Sequence[CellsOf]) -> Iterable[ExerciseFacts]:
        for cells in notebooks:
            for name, exercise in cells.exercises.items():
                yield ExerciseFacts(
                    unit=exercise.unit,
                    name=exercise.name,
                    title=exercise_title(self.house, exercise),
                    max_points=cells.worth[name],
                    extra=unit_title(self.house, exercise.unit).extra,
                )

    def _result(self, student: Any, notebooks: Sequence[CellsOf]) -> StudentResult:
        name = f"{student.first_name or ''} {student.last_name or ''}".strip()
        who = StudentResult(
            student=student.id, status=Status.MISSING, name=name, email=student.email or ""
        )
        exercises: list[ExerciseResult] = []
        reports: list[ScoreReport] = []
        penalty, at, late = 0.0, "", False
        for cells in notebooks:
            try:
                found = self.gradebook.find_submission_notebook(
                    cells.notebook, cells.assignment, student.id
                )
            except MissingEntry:
                continue
            kept = kept_report(report_file(self.root, student.id, cells.assignment, cells.notebook))
            reports += [kept] if kept is not None else []
            grades = {grade.name: grade for grade in found.grades}
            for cell, exercise in cells.exercises.items():
                known = result_of(kept, exercise) if kept is not None else None
                title = exercise_title(self.house, exercise)
                blank = ExerciseResult(
                    unit=exercise.unit,
                    name=exercise.name,
                    title=title,
                    verdict=Verdict.KIT_ERROR,
                    points=0,
                    max_points=cells.worth[cell],
                    seconds=0,
                    replay="",
                )
                exercises.append(_graded(grades[cell], known or blank, cells.worth[cell]))
            penalty += found.late_submission_penalty or 0.0
            handed_in = found.assignment
            late |= handed_in.total_seconds_late > 0
            if handed_in.timestamp is not None:
                at = max(at, handed_in.timestamp.isoformat(timespec="seconds") + "Z")
        if not exercises:
            return replace(who, note=both_texts(_MISSING))
        report = self._report(student.id, exercises, reports, penalty)
        failed = any(e.verdict is Verdict.KIT_ERROR for e in exercises)
        return replace(
            who,
            status=Status.KIT_ERROR if failed else Status.GRADED,
            submitted_at=at,
            late=late,
            report=report,
            note=both_texts(_PENALTY, points=f"{penalty:g}") if penalty else None,
        )

    def _report(
        self,
        student: str,
        exercises: list[ExerciseResult],
        reports: Sequence[ScoreReport],
        penalty: float,
    ) -> ScoreReport:
        """The score report of all assignments; `penalty` is taken off."""
        report = summarise(
            self.house,
            sorted(exercises, key=lambda e: self._place(e.unit, e.name)),
            reports[0].environment if reports else environment("", Targets()),
            submission=student,
            seed=reports[0].seed if reports else 0,
            examples=reports[0].examples if reports else 0,
            seconds=sum(each.seconds for each in reports),
            complete=True,
        )
        return replace(report, points=max(0.0, round(report.points - penalty, 2)))

    def _place(self, unit: str, name: str) -> int:
        return [(e.unit, e.name) for e in self.house.exercises].index((unit, name))


def _graded(grade: Any, known: ExerciseResult, most: float) -> ExerciseResult:
    """What the kit saw of an exercise, where the gradebook has the same score; else that alone."""
    if grade.auto_score is None and grade.manual_score is None:
        return replace(known, verdict=Verdict.KIT_ERROR, points=0, max_points=most, properties=())
    score = float(grade.score)
    seen = scaled(known.points, known.max_points, most)
    if known.properties and known.verdict is not Verdict.KIT_ERROR and seen == score:
        share = most / known.max_points if known.max_points else 1.0
        properties = tuple(
            replace(p, points=p.points * share, max_points=p.max_points * share)
            for p in known.properties
        )
        return replace(known, points=score, max_points=most, properties=properties)
    verdict = Verdict.PASSED if score >= most else Verdict.WRONG
    alone = PropertyResult(
        name="gradebook",
        title=both_texts(_IN_GRADEBOOK),
        verdict=verdict,
        points=score,
        max_points=most,
    )
    return replace(
        known,
        verdict=verdict,
        points=score,
        max_points=most,
        properties=(alone,),
        reason=None,
        diagnosis=None,
        printed="",
    )
