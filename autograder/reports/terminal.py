"""The terminal's view of a score report: a row an exercise, units, the total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from autograder.grading.score_report import ExerciseResult, NextStep, ScoreReport, UnitTitle
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.feedback import render_feedback
from autograder.reports.plain_signs import PlainSigns
from autograder.reports.sentences import NOT_SIMULATED, UNCHECKED, VERDICTS
from autograder.reports.wrapping import Wrapped

MARKS = {
    Verdict.PASSED: ("✓", "green"),
    Verdict.UNSOLVED: ("·", "dim"),
    Verdict.KIT_ERROR: ("!", "bold magenta"),
}
FAILED = ("✗", "red")
_QUIET = (Verdict.PASSED, Verdict.UNSOLVED)


def number(points: float) -> str:
    """Points without needless decimals."""
    return f"{points:g}"


def render_unit(unit: UnitTitle, say: Language) -> Text:
    """The heading of a unit."""
    heading = Text.assemble("\n", (unit.name, "bold"), "  ", say.pick(unit.title))
    return heading.append("  (" + say(N_("extra credit")) + ")", "dim") if unit.extra else heading


def render_row(result: ExerciseResult, say: Language, name_width: int) -> Text:
    """One exercise: mark, name, title, verdict, points."""
    mark, style = MARKS.get(result.verdict, FAILED)
    verdict_width = max(cell_len(say(words)) for words in VERDICTS.values())
    return Text.assemble(
        "  ",
        (mark, style),
        " ",
        set_cell_size(result.name, name_width),
        " ",
        (set_cell_size(say(VERDICTS[result.verdict]), verdict_width), style),
        _points(result, say).rjust(8),
        "  ",
        (say.pick(result.title), "dim"),
        no_wrap=True,
        overflow="ellipsis",
    )


def _points(result: ExerciseResult, say: Language) -> str:
    if result.verdict is Verdict.KIT_ERROR:
        return say(N_("–"))
    return f"{number(result.points)}/{number(result.max_points)}"


def render_total(report: ScoreReport, say: Language) -> RenderableType:
    """The last lines: what was graded, the points, what the kit could not do, what is next."""
    parts: list[RenderableType] = [render_summary(report, say)]
    if report.next is not None and len(report.exercises) > 1:
        command = Text(f"  python grade.py {report.next.exercise}")
        parts += [Text(), render_next(report.next, say), command]
    return Group(*parts)


def render_summary(report: ScoreReport, say: Language) -> RenderableType:
    """The points, what was graded on, and all that was not graded, whoever is to blame for it."""
    passed = sum(e.verdict is Verdict.PASSED for e in report.exercises)
    done = report.next is None and report.complete and passed == len(report.exercises)
    lines = [Text(total_sentence(report, say), style="bold green" if done else "bold")]
    if not report.complete:
        said = say(N_("Stopped before the end: the rest was not graded."))
        lines.append(Text(said, style="bold magenta"))
    kit_errors = [e.name for e in report.exercises if e.verdict is Verdict.KIT_ERROR]
    if kit_errors:
        sentence = N_(
            "The kit itself failed on {names}. This costs no points: {points} points could not "
            "be given or lost. Please report it."
        )
        text = say(sentence, names=", ".join(kit_errors), points=number(report.ungraded_points))
        lines.append(Text(text, style="bold magenta"))
    lines.append(Text(about_sentence(report, say), style="dim"))
    lines += [Text(said, style="dim") for said in unchecked_sentences(report, say)]
    return Group(Text(), *map(Wrapped, lines))


def total_sentence(report: ScoreReport, say: Language) -> str:
    """The points, and how many exercises passed."""
    passed = sum(e.verdict is Verdict.PASSED for e in report.exercises)
    total = say(
        N_("{points} of {most} points, {passed} of {exercises} exercises passed"),
        points=number(report.points),
        most=number(report.max_points),
        passed=passed,
        exercises=len(report.exercises),
    )
    if report.max_extra_points:
        total += say(
            N_(" (and {points} of {most} points of extra credit)"),
            points=number(report.extra_points),
            most=number(report.max_extra_points),
        )
    return total


def render_next(step: NextStep, say: Language) -> Text:
    """Which exercise is next, and why if others wait for it."""
    name, title = step.exercise, say.pick(step.title)
    if step.builds_up_to:
        sentence = N_("Next: {name} ({title}), which {later} builds on.")
        said = say(sentence, name=name, title=title, later=step.builds_up_to)
    else:
        said = say(N_("Next: {name} ({title})."), name=name, title=title)
    return Text(said, style="bold")


def unchecked_sentences(report: ScoreReport, say: Language) -> Iterator[str]:
    """What could not be run on a device, and why."""
    for target, why in report.environment.missing.items():
        yield say(UNCHECKED[target], reason=say(why.code, **why.facts))
    names = [e.name for e in report.exercises if any(p.unchecked for p in e.properties)]
    if names:
        yield say(NOT_SIMULATED, names=", ".join(names))


def about_sentence(report: ScoreReport, say: Language) -> str:
    """On what was graded: time, seed, versions, isolation."""
    env = report.environment
    said = say(
        N_("{seconds} s, seed {seed}, torch {torch}, isolation level {level}"),
        seconds=f"{report.seconds:.1f}",
        seed=report.seed,
        torch=env.torch,
        level=env.isolation,
    )
    deck = say(N_("deck {digest}"), digest=env.deck[:8]) if env.deck else ""
    return say(N_(", ")).join(part for part in (said, deck, env.accelerator) if part)


def render_failures(results: Iterable[ExerciseResult], say: Language) -> RenderableType:
    """The feedback on every exercise that was tried and did not pass."""
    return Group(*(render_feedback(r, say) for r in results if r.verdict not in _QUIET))


def render_rows(results: Iterable[ExerciseResult], say: Language) -> list[Text]:
    """A row for every exercise."""
    results = tuple(results)
    width = max((cell_len(result.name) for result in results), default=0)
    return [render_row(result, say, width) for result in results]


def render_report(report: ScoreReport, say: Language) -> RenderableType:
    """The whole report, as `python grade.py` prints it piece by piece."""
    rows = list(zip(report.exercises, render_rows(report.exercises, say), strict=True))
    parts: list[RenderableType] = []
    for unit in report.units:
        parts.append(render_unit(unit, say))
        parts += [row for result, row in rows if result.unit == unit.name]
    return PlainSigns(Group(*parts, render_below(report, say)))


def render_below(report: ScoreReport, say: Language) -> RenderableType:
    """What stands below the rows: every failure, and the total."""
    return Group(render_failures(report.exercises, say), render_total(report, say))
