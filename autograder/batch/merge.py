"""One ledger out of those of several parts of a class, which have to be of the same class."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.ledger import NAME, Ledger, open_ledger
from autograder.grading.class_record import ClassRecord, Status, StudentResult
from autograder.language import N_, SaidError


@dataclass(frozen=True)
class Merged:
    """How many outcomes were taken, and who is graded in no part."""

    outcomes: int
    left: tuple[str, ...]


def merge(parts: Sequence[Path], into: Ledger) -> Merged:
    """Take the outcomes of all parts into a ledger; raises SaidError, and then nothing was taken.

    The same part again, or one that was graded further, changes nothing else.
    """
    with ExitStack() as stack:
        ledgers = [stack.enter_context(open_ledger(p / NAME, must_exist=True)) for p in parts]
        facts, students = ledgers[0].read_class()
        for folder, ledger in zip(parts[1:], ledgers[1:], strict=True):
            _check_same(parts[0], facts, students, folder, ledger)
        keys = _keys(parts, ledgers)
        into.write_class(facts, students)
        done = {}
        for ledger in ledgers:
            for outcome in ledger.outcomes():
                lost = outcome.status is Status.KIT_ERROR
                if not (lost and keys.get(outcome.student)):  # another part has its grade
                    into.keep(outcome)
                    done[outcome.student] = outcome
        wanted = [s.student for s in students if s.status is not Status.MISSING]
        return Merged(len(done), tuple(name for name in wanted if name not in done))


def _check_same(
    first: Path,
    facts: ClassRecord,
    students: Sequence[StudentResult],
    folder: Path,
    ledger: Ledger,
) -> None:
    other, others = ledger.read_class()
    if other.recipe != facts.recipe:
        raise SaidError(
            N_("{a} and {b} are graded on other decks, exercises or versions; grade one anew."),
            a=first,
            b=folder,
        )
    if [s.student for s in others] != [s.student for s in students]:
        raise SaidError(
            N_("{a} and {b} are parts of other classes: not the same students."), a=first, b=folder
        )


def _keys(parts: Sequence[Path], ledgers: Sequence[Ledger]) -> dict[str, str]:
    """What was graded of each student; raises SaidError where two parts have graded other work."""
    found: dict[str, tuple[str, Path]] = {}
    for folder, ledger in zip(parts, ledgers, strict=True):
        for student, key in ledger.keys().items():
            known, where = found.setdefault(student, (key, folder))
            if known != key:
                raise SaidError(
                    N_("{a} and {b} have graded other submissions of {student}; grade one anew."),
                    a=where,
                    b=folder,
                    student=student,
                )
    return {student: key for student, (key, _) in found.items()}
