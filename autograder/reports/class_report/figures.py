"""What a class report tells in numbers: scores, exercises, mistakes, what fails alike."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.grading.class_record import ClassRecord, ExerciseFacts, Status, StudentResult
from autograder.grading.score_report import ExerciseResult, Text
from autograder.grading.verdict import Verdict
from autograder.observation.describe import RAISED

BINS = (*(f"{start}-{start + 9}" for start in range(0, 100, 10)), "100")
ALIKE_LEAST = 2  # submissions that make a group


@dataclass(frozen=True)
class ExerciseFigures:
    """How a class did in one exercise; `seconds` are what grading took."""

    facts: ExerciseFacts
    passed: int
    failed: int
    unsolved: int
    lost: int
    median_seconds: float
    most_seconds: float

    @property
    def tried(self) -> int:
        """How many results say something of the students."""
        return self.passed + self.failed + self.unsolved

    @property
    def rate(self) -> float:
        """The share that passed, of those that could be graded."""
        return self.passed / self.tried if self.tried else 0.0


@dataclass(frozen=True)
class Shared:
    """What several students have in common in one exercise; the first is the example.

    `says` is the diagnosis of a known mistake, None for what only fails alike.
    """

    facts: ExerciseFacts
    students: tuple[str, ...]
    example: ExerciseResult
    says: Text | None = None


@dataclass(frozen=True)
class Figures:
    """All that is counted in a class."""

    scores: tuple[float, ...]  # percent, of everybody whose work was graded or could not be read
    exercises: tuple[ExerciseFigures, ...]
    mistakes: tuple[Shared, ...]
    alike: tuple[Shared, ...]
    lost: tuple[Shared, ...]

    @property
    def bins(self) -> tuple[int, ...]:
        """How many scores fall into each of `BINS`."""
        found = Counter(min(int(score // 10), 10) for score in self.scores)
        return tuple(found[number] for number in range(len(BINS)))


def percent_of(record: ClassRecord, result: StudentResult) -> float:
    """Points in percent; extra credit may make it more than 100."""
    return 100 * result.points / record.max_points if record.max_points else 0.0


def figures_of(record: ClassRecord) -> Figures:
    """Count everything once."""
    results = _results(record)
    handed_in = (Status.GRADED, Status.UNREADABLE)
    return Figures(
        tuple(percent_of(record, r) for r in record.results if r.status in handed_in),
        tuple(_exercise(facts, results[facts.key]) for facts in record.exercises),
        tuple(_ordered(_shared(record, results, _mistake))),
        tuple(g for g in _ordered(_shared(record, results, _alike)) if _is_group(g)),
        tuple(_ordered(_shared(record, results, _lost))),
    )


Entry = tuple[str, ExerciseResult]
_Key = Callable[[ExerciseResult], tuple[object, ...] | None]


def _results(record: ClassRecord) -> dict[str, list[Entry]]:
    """The results of each exercise, with whose they are."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for result in record.results:
        for exercise in result.report.exercises if result.report else ():
            found[f"{exercise.unit}/{exercise.name}"].append((result.student, exercise))
    return found


def _exercise(facts: ExerciseFacts, entries: Sequence[Entry]) -> ExerciseFigures:
    verdicts = Counter(exercise.verdict for _, exercise in entries)
    passed, unsolved = verdicts[Verdict.PASSED], verdicts[Verdict.UNSOLVED]
    lost = verdicts[Verdict.KIT_ERROR]
    seconds = [e.seconds for _, e in entries if e.verdict is not Verdict.UNSOLVED] or [0.0]
    return ExerciseFigures(
        facts,
        passed,
        len(entries) - passed - unsolved - lost,
        unsolved,
        lost,
        statistics.median(seconds),
        max(seconds),
    )


def _shared(record: ClassRecord, results: dict[str, list[Entry]], key_of: _Key) -> Iterator[Shared]:
    for facts in record.exercises:
        groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
        for student, exercise in results[facts.key]:
            key = key_of(exercise)
            if key is not None:
                groups[key].append((student, exercise))
        for entries in groups.values():
            example = entries[0][1]
            says = example.diagnosis.says if example.diagnosis else None
            yield Shared(facts, tuple(student for student, _ in entries), example, says)


def _ordered(groups: Iterable[Shared]) -> list[Shared]:
    """The largest first; those of one size in the order of the course."""
    return sorted(groups, key=lambda group: -len(group.students))


def _is_group(group: Shared) -> bool:
    return len(group.students) >= ALIKE_LEAST


def _mistake(result: ExerciseResult) -> tuple[object, ...] | None:
    return (result.diagnosis.name,) if result.diagnosis else None


def _lost(result: ExerciseResult) -> tuple[object, ...] | None:
    if result.verdict is not Verdict.KIT_ERROR:
        return None
    reasons = [result.reason, *(prop.reason for prop in result.properties)]
    return tuple((r.code, str(r.facts)) for r in reasons if r is not None)


def _alike(result: ExerciseResult) -> tuple[object, ...] | None:
    """What tells one unknown failure from another: where it differs first, and how."""
    quiet = (Verdict.PASSED, Verdict.UNSOLVED, Verdict.KIT_ERROR)
    if result.verdict in quiet or result.diagnosis is not None:
        return None
    failed = next((p for p in result.properties if p.verdict is not Verdict.PASSED), None)
    reason = result.reason or (failed.reason if failed else None)
    why = (reason.code, reason.facts.get("type", "")) if reason else ()
    if failed is None or failed.failure is None:
        return (result.verdict, why)
    failure = failed.failure
    raised = tuple(part.kind for part in failure.got if part.label == RAISED)
    where = (failure.difference, failure.path, failure.index, failure.difference_got)
    return (result.verdict, why, failed.name, failed.target, where, raised)
