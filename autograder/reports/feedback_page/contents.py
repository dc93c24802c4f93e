"""What a student's feedback page tells, in one language, whatever it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.grading.class_record import ClassRecord, Status, StudentResult
from autograder.grading.score_report import ExerciseResult, ScoreReport
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.sentences import VERDICTS
from autograder.reports.terminal import (
    FAILED,
    MARKS,
    about_sentence,
    number,
    total_sentence,
    unchecked_sentences,
)

_QUIET = (Verdict.PASSED, Verdict.UNSOLVED)
_HINTED = (Verdict.WRONG, Verdict.RAISED, Verdict.FORBIDDEN, Verdict.TIMED_OUT, Verdict.UNSOLVED)
_KINDS = {Verdict.PASSED: "good", Verdict.UNSOLVED: "faint", Verdict.KIT_ERROR: "kit"}
_MISSING = N_("Nothing was handed in.")
_UNREADABLE = N_("No exercise could be taken out of what was handed in.")
_KIT_ERROR = N_("This could not be graded for a fault of the kit. It costs no points.")
_LEVEL_C = N_(
    "Graded at isolation level C: a process with limits, and no more than that from the kernel."
)


@dataclass(frozen=True)
class Row:
    """One exercise; `kind` is how it is coloured, `result` is to be explained if `explained`."""

    result: ExerciseResult
    title: str
    sign: str
    kind: str
    verdict: str
    points: str
    commands: tuple[str, ...]

    @property
    def explained(self) -> bool:
        """Whether there is more to say than its verdict."""
        return self.result.verdict not in _QUIET


@dataclass(frozen=True)
class UnitRows:
    """One unit: its exercises and points."""

    name: str
    title: str
    points: str
    extra: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Contents:
    """The whole page; `facts` say who and when, `notices` what is out of the ordinary."""

    title: str
    heading: str
    course: str
    facts: tuple[tuple[str, str], ...]
    total: str
    notices: tuple[str, ...]
    units: tuple[UnitRows, ...]
    about: str

    @property
    def explained(self) -> tuple[Row, ...]:
        """The exercises that have to be spoken of."""
        return tuple(row for unit in self.units for row in unit.rows if row.explained)


def contents_of(record: ClassRecord, result: StudentResult, say: Language) -> Contents:
    """The page about one student of a class; of the others it holds nothing."""
    report = result.report
    heading = say(N_("Feedback for {name}"), name=result.called)
    return Contents(
        title=f"{heading} · {record.title}" if record.title else heading,
        heading=heading,
        course=record.title,
        facts=tuple(_facts(result, say)),
        total=total_sentence(report, say) if report else "",
        notices=tuple(_notices(result, say)),
        units=tuple(_units(report, say)) if report else (),
        about=about_sentence(report, say) if report else "",
    )


def _facts(result: StudentResult, say: Language) -> Iterator[tuple[str, str]]:
    if result.identifier and result.identifier != result.called:
        yield say(N_("Number")), result.identifier
    if result.submitted_at:
        yield say(N_("Handed in")), result.submitted_at.replace("T", " ")
    if result.source:
        yield say(N_("What was graded")), result.source
    if result.superseded:
        yield say(N_("Older, not graded")), ", ".join(result.superseded)


def _notices(result: StudentResult, say: Language) -> Iterator[str]:
    if result.late:
        yield say(N_("It was handed in late."))
    said = {
        Status.MISSING: _MISSING,
        Status.UNREADABLE: _UNREADABLE,
        Status.KIT_ERROR: _KIT_ERROR,
    }
    if result.status in said:
        yield say(said[result.status])
    if result.note is not None:
        yield say.pick(result.note)
    if result.report is not None:
        yield from unchecked_sentences(result.report, say)
        if result.report.environment.isolation == "C":
            yield say(_LEVEL_C)


def _units(report: ScoreReport, say: Language) -> Iterator[UnitRows]:
    for unit in report.units:
        results = [e for e in report.exercises if e.unit == unit.name]
        points, most = sum(e.points for e in results), sum(e.max_points for e in results)
        yield UnitRows(
            unit.name,
            say.pick(unit.title),
            f"{number(points)}/{number(most)}",
            unit.extra,
            tuple(_row(each, say) for each in results),
        )


def _row(result: ExerciseResult, say: Language) -> Row:
    lost = result.verdict is Verdict.KIT_ERROR
    commands = [f"python grade.py {result.name}"]
    if result.verdict in _HINTED:
        commands.append(f"python grade.py hint {result.name}")
    return Row(
        result,
        say.pick(result.title),
        MARKS.get(result.verdict, FAILED)[0],
        _KINDS.get(result.verdict, "bad"),
        say(VERDICTS[result.verdict]),
        say(N_("–")) if lost else f"{number(result.points)}/{number(result.max_points)}",
        tuple(commands),
    )
