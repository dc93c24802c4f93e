"""The page that `python grade.py` prints: what is done, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from autograder.exercise import ASSIGNMENTS
from autograder.grading.score_report import ExerciseResult, NextStep, ScoreReport
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.escape import Harmless
from autograder.reports.feedback import render_feedback
from autograder.reports.finish import render_finish
from autograder.reports.plain_signs import PlainSigns
from autograder.reports.sentences import reason_sentence
from autograder.reports.steps import Steps
from autograder.reports.terminal import render_rows, render_summary
from autograder.reports.units import render_units
from autograder.reports.wrapping import Wrapped

_NAMED = 6  # names in one line
_QUIET = (Verdict.PASSED, Verdict.UNSOLVED, Verdict.KIT_ERROR)


def render_page(
    report: ScoreReport,
    say: Language,
    *,
    focus: Collection[str] = (),
    following: NextStep | None = None,
) -> RenderableType:
    """The page about a run, as a pure function of its score report.

    With `focus`, the names of exercises in the report, there is a row for every exercise, and each
    of those is explained. Without, there is a line for every unit, and the next step alone is
    explained: `report.next`, or, after a run that was stopped, the first failure. Faults of the
    kit, and what it could not check, are always told. `following` is what to turn to once all of
    the report is solved, for a run of only a part of the course.
    """
    done = render_rows(report.exercises, say) if focus else render_units(report, say)
    rest = render_rest(report, say, focus=focus, following=following)
    return PlainSigns(Harmless(Group(*done, rest)))


def render_rest(
    report: ScoreReport,
    say: Language,
    *,
    focus: Collection[str] = (),
    following: NextStep | None = None,
) -> RenderableType:
    """The page below what is done, for whoever has printed that while it was graded."""
    explained = [e for e in report.exercises if e.name in focus and e.verdict not in _QUIET]
    feedback = [render_feedback(result, say) for result in explained]
    parts = [*feedback, *_summary(report, say, focus=focus)]
    if not explained:
        parts += _ahead(report, say, following=following)
    return PlainSigns(Harmless(Group(*parts)))


def _summary(
    report: ScoreReport, say: Language, *, focus: Collection[str]
) -> Iterator[RenderableType]:
    yield render_summary(report, say)
    yield from _kit_errors(report, say)
    first = _to_explain(report)
    failed = [e.name for e in report.exercises if e.verdict not in _QUIET]
    others = [name for name in failed if name not in focus and (focus or name != first)]
    if others:
        names = ", ".join(others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
        sentence = N_("Also to fix: {names}. All of them are explained with --all.")
        yield Wrapped(Text(say(sentence, names=names), style="dim"))


def _kit_errors(report: ScoreReport, say: Language) -> Iterator[RenderableType]:
    """Why the kit failed; a reason that many exercises share stands once."""
    failed = [e for e in report.exercises if e.verdict is Verdict.KIT_ERROR]
    said = sorted((_kit_reason(result, say), result.name) for result in failed)
    for reason, group in groupby(said, key=lambda pair: pair[0]):
        names = ", ".join(name for _, name in group)
        yield Wrapped(Text.assemble(("! ", "bold magenta"), (names, "bold"), "  ", reason))


def _kit_reason(result: ExerciseResult, say: Language) -> str:
    reasons = [result.reason, *(p.reason for p in result.properties)]
    said = dict.fromkeys(reason_sentence(reason, say) for reason in reasons if reason)
    return " ".join(said)


def _to_explain(report: ScoreReport) -> str:
    """The exercise that the page is about."""
    if report.next is not None:
        return report.next.exercise
    return next((e.name for e in report.exercises if e.verdict not in _QUIET), "")


def _ahead(
    report: ScoreReport, say: Language, *, following: NextStep | None
) -> Iterator[RenderableType]:
    """What to do: mend this, begin that, or rest."""
    name, step = _to_explain(report), report.next or following
    if _only_extra(report):
        said = say(N_("All that counts is solved; what follows is extra credit."))
        yield Group(Text(), Text(said, style="bold green"))
    result = next((e for e in report.exercises if e.name == name), None)
    if result is not None and result.verdict not in _QUIET:
        heading = _heading(report.next, say) if report.next is not None else None
        yield render_feedback(result, say, heading=heading, brief=True)
    elif step is not None:
        yield _begin(step, report, say)
    elif report.complete and all(e.verdict is Verdict.PASSED for e in report.exercises):
        yield render_finish(report, say)


def _only_extra(report: ScoreReport) -> bool:
    """Whether all that is left are units that may be left out."""
    extra = {unit.name for unit in report.units if unit.extra}
    counts = [e.verdict is Verdict.PASSED for e in report.exercises if e.unit not in extra]
    return bool(counts) and all(counts) and report.next is not None


def _heading(step: NextStep, say: Language) -> Text:
    """Which exercise is next, and which one it leads to if that is why."""
    heading = Text.assemble((say(N_("Next: ")), "dim"), (step.exercise, "bold"))
    if step.builds_up_to:
        later = say(N_("({later} builds on it)"), later=step.builds_up_to)
        heading.append(f" {later}", "dim")
    return heading


def _begin(step: NextStep, report: ScoreReport, say: Language) -> RenderableType:
    """An exercise that was not begun: what it is about, where to write it, where help is."""
    steps = [
        (say(N_("Write in")), f"{report.submission}/{step.path}"),
        (say(N_("Lesson")), f"python grade.py explain {step.exercise}"),
        (say(N_("Hint")), f"python grade.py hint {step.exercise}"),
        (say(N_("Grade")), f"python grade.py {step.exercise}"),
    ]
    title = Text.assemble(_heading(step, say), "  ", (say.pick(step.title), "dim"))
    parts: list[RenderableType] = [Rule(title, align="left", style="dim")]
    if step.about is not None:
        from autograder.reports.lesson_page import LessonMarkdown  # its parser takes long to import

        parts += [LessonMarkdown(say.pick(step.about)), Text()]
    if report.submission != ASSIGNMENTS:
        steps = steps[:-1]
    return Group(Text(), *parts, Steps(steps))
