"""Results of a whole class that fit in memory: what is the same for many is kept once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec.structs import replace

from autograder.grading.class_record import StudentResult
from autograder.grading.score_report import ExerciseResult, PropertyResult


@dataclass
class Condenser:
    """Condenses one result after the other; all but what only a student's own page shows stays.

    On one deck the same mistake shows the same: most of what was seen is equal for many.
    """

    _kept: dict[bytes, Any] = field(default_factory=dict)

    def condensed(self, result: StudentResult) -> StudentResult:
        """The result without output, replays, and the time of single properties."""
        if result.report is None:
            return replace(result, handles=())
        report = replace(
            result.report,
            exercises=tuple(self._exercise(each) for each in result.report.exercises),
            environment=self._one(result.report.environment),
            units=self._one(result.report.units),
            next=None,
        )
        return replace(result, handles=(), report=report)

    def _exercise(self, result: ExerciseResult) -> ExerciseResult:
        return replace(
            result,
            unit=self._one(result.unit),
            name=self._one(result.name),
            title=self._one(result.title),
            properties=self._one(tuple(map(_timeless, result.properties))),
            diagnosis=self._one(result.diagnosis),
            reason=self._one(result.reason),
            printed="",
            replay="",
        )

    def _one(self, value: Any) -> Any:
        """The value, or the equal one that is kept already."""
        return self._kept.setdefault(msgspec.msgpack.encode(value), value)


def _timeless(result: PropertyResult) -> PropertyResult:
    return replace(result, seconds=0.0)
