"""The terminal's view of a check: a row an exercise, what is wrong, the totals."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from autograder.checking.check_report import (
    KILLED_LEAST,
    NAMED_LEAST,
    CheckReport,
    ExerciseCheck,
)

_COLUMNS = ("points", "tests", "right", "caught", "named", "killed", "equal", "s")


def render_check(report: CheckReport) -> RenderableType:
    """The whole record: table, problems, survivors, totals."""
    parts: list[RenderableType] = [render_table(report)]
    for exercise in report.exercises:
        parts += render_findings(exercise)
    return Group(*parts, render_totals(report))


def render_table(report: CheckReport) -> Table:
    """One row an exercise, and the sums."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("")
    table.add_column("exercise", no_wrap=True)
    for column in _COLUMNS:
        table.add_column(column, justify="right", no_wrap=True)
    for unit in dict.fromkeys(exercise.unit for exercise in report.exercises):
        rows = [exercise for exercise in report.exercises if exercise.unit == unit]
        points = sum(exercise.points for exercise in rows)
        table.add_row("", Text(unit, style="bold"), Text(str(points), style="bold"))
        for row in rows:
            table.add_row(_mark(row), row.name, *_cells(row))
    return table


def _mark(row: ExerciseCheck) -> Text:
    if row.problems:
        return Text("✗", style="red")
    return Text("~", style="yellow") if row.survivors or row.notes else Text("✓", style="green")


def _cells(row: ExerciseCheck) -> Iterator[str | Text]:
    yield str(row.points)
    yield str(row.properties)
    for part, whole in (
        (row.right_passed, row.right),
        (row.caught, row.misconceptions),
        (row.named, row.misconceptions),
        (row.killed, row.mutants),
    ):
        yield Text(f"{part}/{whole}", style="" if part == whole else "red")
    yield str(row.equivalent or "")
    yield f"{row.seconds:.1f}"


def render_findings(exercise: ExerciseCheck) -> Iterator[RenderableType]:
    """What is wrong with an exercise, and the mutants that its properties let pass."""
    if not exercise.problems and not exercise.notes and not exercise.survivors:
        return
    yield Text(f"\n{exercise.unit}/{exercise.name}", style="bold")
    for problem in exercise.problems:
        yield Text.assemble(("  ✗ ", "red"), problem)
    for note in exercise.notes:
        yield Text.assemble(("  ~ ", "yellow"), note)
    for survivor in exercise.survivors:
        yield Text(f"  ~ survived: {survivor.operator}, line {survivor.line}", style="yellow")
        diff = "\n".join(f"    {line}" for line in survivor.diff.splitlines())
        yield Syntax(diff, "diff", background_color="default", word_wrap=True)


def render_totals(report: CheckReport) -> RenderableType:
    """The sums over everything that was checked, beside what they should be."""
    counts = (
        f"\n{len(report.exercises)} exercises, {report.total('properties')} properties, "
        f"{report.total('points')} points"
    )
    solutions = (
        f"{report.total('right_passed')} of {report.total('right')} right solutions accepted; "
        f"{report.total('caught')} of {report.total('misconceptions')} misconceptions caught, "
        f"{report.share('named', 'misconceptions'):.1%} named as themselves "
        f"(at least {NAMED_LEAST:.0%})"
    )
    mutants = (
        f"{report.total('killed')} of {report.total('mutants')} mutants killed: "
        f"{report.share('killed', 'mutants'):.1%} (at least {KILLED_LEAST:.0%}), "
        f"{report.total('equivalent')} more judged equivalent"
    )
    lines = [Text(counts, style="bold"), Text(solutions), Text(mutants)]
    if not report.complete:
        lines.append(Text("Stopped before the end: the rest was not checked.", style="yellow"))
    verdict = ("Fit to grade with.", "bold green")
    if not report.fit:
        verdict = ("Not fit yet.", "bold red") if report.complete else ("Not known.", "yellow")
    lines.append(Text.assemble(verdict, (f"  {report.seconds:.0f} s, seed {report.seed}", "dim")))
    return Group(*lines)
