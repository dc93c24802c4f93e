"""What is done, a unit a line: a sign for each exercise, and points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from autograder.grading.score_report import ExerciseResult, ScoreReport, UnitTitle
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.terminal import FAILED, MARKS, number


@dataclass(frozen=True)
class Columns:
    """How wide the columns of names and of signs are, in cells."""

    names: int
    signs: int


def columns_of(sizes: Sequence[tuple[str, int]]) -> Columns:
    """The columns for units, each with its name and its number of exercises."""
    return Columns(
        max((cell_len(name) for name, _ in sizes), default=0),
        max((count for _, count in sizes), default=0),
    )


def render_unit_line(
    unit: UnitTitle, results: Sequence[ExerciseResult], say: Language, columns: Columns
) -> Text:
    """One unit: name, a sign an exercise, points, title; green once all of it is solved."""
    points, most = (
        sum(result.points for result in results),
        sum(result.max_points for result in results),
    )
    solved = all(result.verdict is Verdict.PASSED for result in results)
    signs = [MARKS.get(result.verdict, FAILED) for result in results]
    line = Text.assemble(
        (set_cell_size(unit.name, columns.names), "green" if solved else "bold"),
        "  ",
        *signs,
        " " * (columns.signs - len(signs)),
        f"{number(points)}/{number(most)}".rjust(9),
        "  ",
        (say.pick(unit.title), "dim"),
        no_wrap=True,
        overflow="ellipsis",
    )
    if unit.extra:
        line.append("  (" + say(N_("extra credit")) + ")", "dim")
    return line


def render_units(report: ScoreReport, say: Language) -> list[Text]:
    """A line for every unit of a report."""
    of_unit = [
        (unit, [e for e in report.exercises if e.unit == unit.name]) for unit in report.units
    ]
    columns = columns_of([(unit.name, len(results)) for unit, results in of_unit])
    return [render_unit_line(unit, results, say, columns) for unit, results in of_unit]
