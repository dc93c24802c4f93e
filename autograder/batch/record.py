"""From the ledger to the class record: facts about the class, and everybody's result in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from autograder.batch.ledger import NAME, Ledger, open_ledger
from autograder.batch.people import Candidate
from autograder.batch.recipe import Recipe
from autograder.batch.work import Outcome, unpacked
from autograder.exercise import House
from autograder.grading.class_record import (
    ClassRecord,
    ExerciseFacts,
    Status,
    StudentResult,
    UnknownFile,
)
from autograder.grading.environment import environment
from autograder.grading.score_report import both_texts
from autograder.grading.targets import Targets
from autograder.grading.titles import exercise_title, unit_title
from autograder.language import N_
from autograder.oracle.deck import Deck

_MISSING = N_("Nothing was handed in.")
_STRANGER = N_("Nobody on the roster is called so.")


def class_facts(
    title: str,
    recipe: Recipe,
    house: House,
    deck: Deck,
    level: str,
    unknown: Sequence[UnknownFile],
) -> ClassRecord:
    """What is true of the whole class; without results."""
    exercises = recipe.chosen(house)
    units = tuple(unit_title(house, n) for n in dict.fromkeys(e.unit for e in exercises))
    extra = {unit.name for unit in units if unit.extra}
    facts = tuple(
        ExerciseFacts(
            unit=exercise.unit,
            name=exercise.name,
            title=exercise_title(house, exercise),
            max_points=sum(p.points for p in deck.exercises[exercise.path].properties),
            extra=exercise.unit in extra,
        )
        for exercise in exercises
    )
    return ClassRecord(
        title=title,
        environment=environment(level, Targets(), recipe.deck_digest),
        seed=recipe.seed,
        recipe=recipe.digest,
        max_points=sum(f.max_points for f in facts if not f.extra),
        max_extra_points=sum(f.max_points for f in facts if f.extra),
        units=units,
        exercises=facts,
        unknown=tuple(unknown),
    )


def who(candidates: Iterable[Candidate]) -> Iterator[StudentResult]:
    """Everybody without a report: who they are, and what they handed in."""
    for candidate in candidates:
        person = candidate.person
        note = both_texts(_MISSING) if not candidate.counting else None
        yield StudentResult(
            student=person.student,
            status=Status.GRADED if candidate.counting else Status.MISSING,
            name=person.name,
            email=person.email,
            identifier=person.identifier,
            handles=tuple(sorted(person.handles)),
            source=candidate.source,
            submitted_at=candidate.at,
            late=candidate.late,
            superseded=candidate.superseded,
            note=note if candidate.listed else both_texts(_STRANGER),
        )


def results(ledger: Ledger, students: Iterable[StudentResult]) -> Iterator[StudentResult]:
    """Everybody with what came of their submission, one after the other."""
    for student in students:
        if student.status is Status.MISSING:
            yield student
            continue
        outcome = ledger.outcome(student.student)
        if outcome is not None:
            yield _with(student, outcome)


def _with(student: StudentResult, outcome: Outcome) -> StudentResult:
    return replace(
        student,
        status=outcome.status,
        report=unpacked(outcome.report),
        note=outcome.note or student.note,
    )


def read_class(folder: Path) -> ClassRecord:
    """The record of the class whose results are in a folder, whole; raises LedgerError."""
    with open_ledger(folder / NAME, must_exist=True) as ledger:
        facts, students = ledger.read_class()
        return replace(facts, results=tuple(results(ledger, students)))


def read_student(folder: Path, student: str) -> tuple[ClassRecord, StudentResult | None]:
    """What is true of a class, and the result of one student; raises LedgerError."""
    with open_ledger(folder / NAME, must_exist=True) as ledger:
        facts, students = ledger.read_class()
        wanted = [s for s in students if s.student == student]
        return facts, next(results(ledger, wanted), None)
