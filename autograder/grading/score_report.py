"""The score report: verdicts, points and feedback of one submission, as plain data."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from autograder.grading.verdict import Verdict
from autograder.language import language
from autograder.observation.describe import Shown

SCHEMA_VERSION = 1


class Text(msgspec.Struct, frozen=True):
    """A sentence or a title in both languages."""

    en: str
    zh: str


def both_texts(sentence: str, **facts: object) -> Text:
    """A sentence of the catalogue, with its facts, in both languages."""
    return Text(*(language(code)(sentence, **facts) for code in ("en", "zh")))


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a verdict was given: the name of a sentence, and the facts that fill it."""

    code: str
    facts: dict[str, str | int] = {}


class TraceLine(msgspec.Struct, frozen=True):
    """One line of the student's file in a traceback."""

    line: int
    function: str
    source: str


class Failure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What went wrong on the smallest failing case.

    `difference` is the first thing that differs, `path` leads to it ("result", "input[0]"), and
    `index` is the first element that differs. `got_there` and `expected_there` are the two values
    at `path`.
    """

    inputs: tuple[Shown, ...] = ()
    got: tuple[Shown, ...] = ()
    expected: tuple[Shown, ...] = ()
    difference: str = ""
    path: str = ""
    index: tuple[int, ...] | None = None
    difference_got: str = ""
    difference_expected: str = ""
    got_there: Shown | None = None
    expected_there: Shown | None = None
    trace: tuple[TraceLine, ...] = ()


class PropertyResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of one property; `cases` were run, `seconds` is the time the worker took.

    `target` is what it went wrong on, where that is not the CPU ("simulated", "accelerator");
    `unchecked` are the targets on which it could not be run for a limit of the kit's.
    """

    name: str
    title: Text
    verdict: Verdict
    points: float
    max_points: float
    cases: int = 0
    seconds: float = 0.0
    reason: Reason | None = None
    failure: Failure | None = None
    target: str = ""
    unchecked: tuple[str, ...] = ()


class Diagnosis(msgspec.Struct, frozen=True):
    """A known mistake that fits what was seen."""

    name: str
    says: Text


class ExerciseResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of one exercise; `printed` is what it printed, without control codes."""

    unit: str
    name: str
    title: Text
    verdict: Verdict
    points: float
    max_points: float
    seconds: float
    replay: str
    properties: tuple[PropertyResult, ...] = ()
    reason: Reason | None = None
    diagnosis: Diagnosis | None = None
    printed: str = ""


class Environment(msgspec.Struct, frozen=True, kw_only=True):
    """On what was graded; `isolation` is the level: A, B or C.

    `targets` are what properties that take a device were run on, `accelerator` is the real one's
    name, and `missing` says of targets that were wanted why they were not to be had (the code of
    such a reason is an English sentence). `deck` tells which recorded cases were replayed, if any.
    """

    kit: str
    torch: str
    python: str
    platform: str
    isolation: str
    targets: tuple[str, ...] = ("cpu",)
    accelerator: str = ""
    missing: dict[str, Reason] = {}
    deck: str = ""


class UnitTitle(msgspec.Struct, frozen=True):
    """A unit that was graded, and how its lesson calls it; `extra` units may be left out."""

    name: str
    title: Text
    extra: bool = False


class NextStep(msgspec.Struct, frozen=True):
    """The exercise to turn to next; `builds_up_to` is the one that needs it, if that is why.

    `path` is its file's in the submission, and `about` is how its lesson begins, as Markdown.
    """

    exercise: str
    title: Text
    builds_up_to: str = ""
    path: str = ""
    about: Text | None = None


class ScoreReport(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one run; every renderer is a view of it.

    `points` are out of `max_points`, the points of what was graded; `extra_points`, out of
    `max_extra_points`, come on top, from units of extra credit. `ungraded_points` could not be
    graded for a fault of the kit and are in none of them. `complete` is false where the run was
    stopped before its end.
    """

    schema_version: int = SCHEMA_VERSION
    submission: str
    seed: int
    examples: int
    environment: Environment
    seconds: float
    points: float
    max_points: float
    extra_points: float = 0.0
    max_extra_points: float = 0.0
    ungraded_points: float = 0.0
    complete: bool = True
    units: tuple[UnitTitle, ...] = ()
    exercises: tuple[ExerciseResult, ...] = ()
    next: NextStep | None = None


def points_of(exercises: Iterable[ExerciseResult]) -> tuple[float, float, float]:
    """Points, points of what was graded, and points that the kit failed to grade."""
    exercises = tuple(exercises)
    properties = [p for e in exercises for p in e.properties]
    graded = [p for p in properties if p.verdict is not Verdict.KIT_ERROR]
    lost = [p for p in properties if p.verdict is Verdict.KIT_ERROR]
    return (
        sum(p.points for p in graded),
        sum(p.max_points for p in graded),
        sum(p.max_points for p in lost) + sum(e.max_points for e in exercises if not e.properties),
    )


def scaled(points: float, of: float, most: float | None) -> float:
    """`points` out of `of` as points out of `most`, where that is given; never more."""
    if most is None:
        return points
    return min(most, round(most * points / of, 2)) if of else 0.0
