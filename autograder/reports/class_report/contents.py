"""What a class report shows, in words and rows, for its template to set."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from autograder.grading.class_record import ClassRecord, Status, StudentResult
from autograder.grading.score_report import ExerciseResult, UnitTitle
from autograder.grading.verdict import Verdict
from autograder.language import Language
from autograder.reports.class_report.figures import Figures, Shared, percent_of
from autograder.reports.sentences import VERDICTS, difference_sentence, reason_sentence
from autograder.reports.terminal import FAILED, MARKS, number, unchecked_sentences

STATUSES = {
    Status.GRADED: "graded",
    Status.MISSING: "missing",
    Status.UNREADABLE: "cannot be read",
    Status.KIT_ERROR: "the kit failed",
}


@dataclass(frozen=True)
class StudentRow:
    """One student; `points`, `passed` and `signs` are by unit, `shared` numbers what they share."""

    result: StudentResult
    page: str
    percent: float | None
    points: tuple[str, ...]
    passed: tuple[int, ...]
    signs: tuple[str, ...]
    shared: tuple[int, ...]

    @property
    def status(self) -> str:
        """What became of them, in a word or two."""
        return STATUSES[self.result.status]


@dataclass(frozen=True)
class Card:
    """Something that students share; `number` is how rows refer to it."""

    number: int
    shared: Shared
    unit: int


@dataclass(frozen=True)
class Number:
    """One figure in large letters, and what it counts."""

    value: str
    words: str
    kind: str = ""


def numbers_of(record: ClassRecord, figures: Figures) -> Iterator[Number]:
    """The class in a few figures."""
    counts = {status: sum(r.status is status for r in record.results) for status in Status}
    yield Number(str(counts[Status.GRADED]), "graded")
    if figures.scores:
        yield Number(f"{statistics.median(figures.scores):.0f} %", "of the points, in the median")
        whole = sum(score >= 100 for score in figures.scores)
        yield Number(str(whole), "with all of the points")
    late = sum(result.late for result in record.results)
    for count, words, kind in (
        (late, "handed in late", "warn"),
        (counts[Status.MISSING], "handed nothing in", "warn"),
        (counts[Status.UNREADABLE], "cannot be read", "bad"),
        (counts[Status.KIT_ERROR], "not gradable: the kit failed", "kit"),
        (len(record.unknown), "of the files nobody's", "warn"),
    ):
        if count:
            yield Number(str(count), words, kind)


def cards_of(record: ClassRecord, groups: tuple[Shared, ...], start: int) -> tuple[Card, ...]:
    """The groups as cards, numbered from `start`."""
    units = [unit.name for unit in record.units]
    return tuple(
        Card(start + i, group, units.index(group.facts.unit)) for i, group in enumerate(groups)
    )


def rows_of(
    record: ClassRecord, cards: tuple[Card, ...], pages: Mapping[str, str]
) -> tuple[StudentRow, ...]:
    """A row for every student; `pages` are the paths of their feedback pages, from the report."""
    shared: dict[str, list[int]] = {}
    for card in cards:
        for student in card.shared.students:
            shared.setdefault(student, []).append(card.number)
    return tuple(
        StudentRow(
            result,
            quote(pages.get(result.student, "")),
            percent_of(record, result) if result.scored else None,
            *_by_unit(record.units, result),
            tuple(shared.get(result.student, ())),
        )
        for result in record.results
    )


def _by_unit(
    units: tuple[UnitTitle, ...], result: StudentResult
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]]:
    points, passed, signs = [], [], []
    exercises = result.report.exercises if result.report else ()
    for unit in units:
        chosen = [e for e in exercises if e.unit == unit.name]
        points.append(number(sum(e.points for e in chosen)))
        passed.append(sum(e.verdict is Verdict.PASSED for e in chosen))
        signs.append("".join(MARKS.get(e.verdict, FAILED)[0] for e in chosen))
    return tuple(points), tuple(passed), tuple(signs)


def lost_sentence(group: Shared, say: Language) -> str:
    """Why the kit failed on what a group shares."""
    reasons = [group.example.reason, *(prop.reason for prop in group.example.properties)]
    return " ".join(dict.fromkeys(reason_sentence(r, say) for r in reasons if r is not None))


def unchecked_of(record: ClassRecord, say: Language) -> list[str]:
    """What could not be run on a device, and why; each sentence once."""
    reports = [result.report for result in record.results if result.report is not None]
    return list(dict.fromkeys(s for report in reports for s in unchecked_sentences(report, say)))


def failure_summary(result: ExerciseResult, say: Language) -> str:
    """What went wrong in an exercise, in a line."""
    failed = next((p for p in result.properties if p.verdict is not Verdict.PASSED), None)
    reason = result.reason or (failed.reason if failed else None)
    if reason is not None:
        return f"{say(VERDICTS[result.verdict])}: {reason_sentence(reason, say)}"
    if failed is None or failed.failure is None:
        return say(VERDICTS[result.verdict])
    said = difference_sentence(failed.failure, say)
    return f"{say.pick(failed.title)}: {said or say(VERDICTS[result.verdict])}"
