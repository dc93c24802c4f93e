"""Where in a notebook something went wrong: the cell and its line for a line of what was graded."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from autograder.cells.source import Source
from autograder.exercise import Exercise
from autograder.grading.score_report import (
    ExerciseResult,
    Failure,
    PropertyResult,
    Reason,
    ScoreReport,
)
from autograder.notebook.protocol import NOTEBOOK


def in_cells(report: ScoreReport, sources: Mapping[str, Source]) -> ScoreReport:
    """The report of some cells, whose `sources` are by the exercise's path, with places in them."""
    exercises = tuple(
        _placed(result, sources[Exercise(result.unit, result.name).path])
        for result in report.exercises
    )
    return replace(report, exercises=exercises)


def _placed(result: ExerciseResult, source: Source) -> ExerciseResult:
    return replace(
        result,
        replay=result.replay.removesuffix(f" --submission {NOTEBOOK}"),
        reason=_reason(result.reason, source),
        properties=tuple(_property(prop, source) for prop in result.properties),
    )


def _property(prop: PropertyResult, source: Source) -> PropertyResult:
    failure = prop.failure
    return replace(
        prop,
        reason=_reason(prop.reason, source),
        failure=_failure(failure, source) if failure is not None else None,
    )


def _failure(failure: Failure, source: Source) -> Failure:
    trace = []
    for entry in failure.trace:
        place = source.place(entry.line)
        if place is not None:
            function = f"{entry.function}, In [{place[0]}]"
            entry = replace(entry, line=place[1], function=function)  # noqa: PLW2901
        trace.append(entry)
    return replace(failure, trace=tuple(trace))


def _reason(reason: Reason | None, source: Source) -> Reason | None:
    line = reason.facts.get("line") if reason is not None else None
    place = source.place(line) if isinstance(line, int) else None
    if reason is None or place is None:
        return reason
    return replace(reason, facts={**reason.facts, "line": f"{place[1]} (In [{place[0]}])"})
