"""What `python grade.py` prints while it grades, and below that in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType

from autograder.exercise import Exercise, House
from autograder.language import Language

if TYPE_CHECKING:
    from autograder.grading.score_report import ExerciseResult, NextStep, ScoreReport


def named_singly(house: House, exercises: Sequence[Exercise], names: Sequence[str]) -> list[str]:
    """The exercises that were asked for by their own names, not by their unit's."""
    if len(exercises) == 1:
        return [exercises[0].name]
    units = {unit.name for unit in house.units}
    units |= {name[:2] for name in units} | {name[:2].lstrip("0") for name in units}
    singly = [name for name in names if name.strip("/\\").split("/")[-1] not in units]
    asked = house.select(singly) if singly else ()
    return [exercise.name for exercise in exercises if exercise in asked]


class GradeView:
    """Prints a line for every unit; a row for every exercise, if they are named or `everything`.

    The lines come as soon as they are known: those of a unit when all of it is graded.
    """

    def __init__(
        self,
        house: House,
        exercises: Sequence[Exercise],
        focus: Sequence[str],
        say: Language,
        console: Console,
        *,
        everything: bool,
    ) -> None:
        self._house = house
        self._exercises = exercises
        self._focus = focus
        self._say = say
        self._console = console
        self._everything = everything
        self._sizes = Counter(exercise.unit for exercise in exercises)

    def graded(self, results: Sequence[ExerciseResult]) -> None:
        """Print what the last of the results completes."""
        if self._everything or self._focus:
            self._row(results)
            return
        unit = results[-1].unit
        if sum(result.unit == unit for result in results) == self._sizes[unit]:
            self._unit(results)

    def close(self, report: ScoreReport, following: NextStep | None) -> None:
        """Print the rest; a unit that was not finished comes first."""
        if self._everything:
            from autograder.reports.terminal import render_below

            self._print(render_below(report, self._say))
            return
        from autograder.reports.page import render_rest

        unit = report.exercises[-1].unit if report.exercises else ""
        graded = sum(result.unit == unit for result in report.exercises)
        if not self._focus and 0 < graded < self._sizes[unit]:
            self._unit(report.exercises)
        self._print(render_rest(report, self._say, focus=self._focus, following=following))

    def _row(self, results: Sequence[ExerciseResult]) -> None:
        from rich.cells import cell_len

        from autograder.grading.titles import unit_title
        from autograder.reports.terminal import render_row, render_unit

        result = results[-1]
        first = len(results) == 1 or results[-2].unit != result.unit
        if first and self._everything:
            self._print(render_unit(unit_title(self._house, result.unit), self._say))
        width = max(cell_len(exercise.name) for exercise in self._exercises)
        self._print(render_row(result, self._say, width))

    def _unit(self, results: Sequence[ExerciseResult]) -> None:
        from autograder.grading.titles import unit_title
        from autograder.reports.units import columns_of, render_unit_line

        unit = results[-1].unit
        chosen = [result for result in results if result.unit == unit]
        columns = columns_of(list(self._sizes.items()))
        title = unit_title(self._house, unit)
        self._print(render_unit_line(title, chosen, self._say, columns))

    def _print(self, content: RenderableType) -> None:
        from autograder.reports.plain_signs import PlainSigns

        self._console.print(PlainSigns(content), crop=False)
