"""The class record: everybody's score report and who they are, as plain data for renderers."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from autograder.grading.score_report import Environment, ScoreReport, Text, UnitTitle

CLASS_SCHEMA_VERSION = 1


class Status(StrEnum):
    """What became of a student: graded; or why there is no score report, or none to score by."""

    GRADED = "graded"
    MISSING = "missing"  # on the roster, nothing was submitted: scored 0
    UNREADABLE = "unreadable"  # submitted, and no exercise could be taken out of it: scored 0
    KIT_ERROR = "kit_error"  # not to be scored; `report` is there where only a part failed


class ExerciseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise that the class was graded on, in the order of the course."""

    unit: str
    name: str
    title: Text
    max_points: float
    extra: bool = False

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.unit}/{self.name}"


class StudentResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One student, what they handed in, and what came of it.

    `student` is unique in the class. `identifier` is what the roster calls them by; names are empty
    where nobody told them; `handles` are all that gradebooks may call them, folded. `source` is
    where what was graded lies within the submissions, with "/"; `superseded` are older ones of the
    same student. `submitted_at` is ISO 8601, as precise as it is known, or empty. `note` says for
    people why there is no report, or what was odd.
    """

    student: str
    status: Status
    name: str = ""
    email: str = ""
    identifier: str = ""
    handles: tuple[str, ...] = ()
    source: str = ""
    submitted_at: str = ""
    late: bool = False
    superseded: tuple[str, ...] = ()
    report: ScoreReport | None = None
    note: Text | None = None

    @property
    def scored(self) -> bool:
        """Whether the points may stand in a gradebook."""
        return self.status is not Status.KIT_ERROR

    @property
    def points(self) -> float:
        """Points, with those for extra credit; 0 where there is no report."""
        return self.report.points + self.report.extra_points if self.report else 0.0

    @property
    def called(self) -> str:
        """How to call them: by name where it is known."""
        return self.name or self.student


class UnknownFile(msgspec.Struct, frozen=True):
    """Something among the submissions that is none, or nobody's, and why."""

    path: str
    note: Text


class ClassRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The record of a class; every gradebook, feedback page and class report is a view of it.

    `results` are sorted by `student`. `max_points` are those of everything that is not extra
    credit. `environment` tells the versions, the deck and the level of isolation; `recipe` is the
    digest of all that decides a grade besides the submissions.
    """

    schema_version: int = CLASS_SCHEMA_VERSION
    title: str
    environment: Environment
    seed: int
    recipe: str
    max_points: float
    max_extra_points: float = 0.0
    units: tuple[UnitTitle, ...] = ()
    exercises: tuple[ExerciseFacts, ...] = ()
    results: tuple[StudentResult, ...] = ()
    unknown: tuple[UnknownFile, ...] = ()


def encode_class(record: ClassRecord) -> bytes:
    """The record as JSON: the same bytes for equal records."""
    return msgspec.json.encode(record)


def decode_class(data: bytes) -> ClassRecord:
    """The record back; raises msgspec.ValidationError or DecodeError."""
    return msgspec.json.decode(data, type=ClassRecord)
