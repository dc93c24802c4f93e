"""What the terminal shows of one student of a class: who, what counted, and what went wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from autograder.grading.class_record import ClassRecord, StudentResult
from autograder.grading.score_report import ExerciseResult
from autograder.grading.verdict import Verdict
from autograder.language import Language
from autograder.reports.escape import Harmless
from autograder.reports.feedback import render_explanation
from autograder.reports.feedback_page.contents import contents_of
from autograder.reports.plain_signs import PlainSigns
from autograder.reports.sentences import VERDICTS
from autograder.reports.terminal import render_row, render_unit
from autograder.reports.wrapping import Wrapped

_QUIET = (Verdict.PASSED, Verdict.UNSOLVED)


def render_student(
    record: ClassRecord, result: StudentResult, say: Language, *, explain: Collection[str]
) -> RenderableType:
    """The page about one student; the exercises whose names are in `explain` are explained."""
    page = contents_of(record, result, say)
    parts: list[RenderableType] = [Text(page.heading, style="bold")]
    if page.course:
        parts.append(Text(page.course, style="dim"))
    parts += [Wrapped(Text.assemble((f"{name}  ", "dim"), fact)) for name, fact in page.facts]
    parts += [Wrapped(Text(notice, style="yellow")) for notice in page.notices]
    parts += _units(result, say)
    if page.total:
        parts += [Text(), Text(page.total, style="bold"), Wrapped(Text(page.about, style="dim"))]
    shown = [row.result for row in page.explained if row.result.name in explain]
    parts += [_explained(one, say) for one in shown]
    return PlainSigns(Harmless(Group(*parts)))


def _units(result: StudentResult, say: Language) -> Iterator[RenderableType]:
    report = result.report
    if report is None:
        return
    width = max((len(each.name) for each in report.exercises), default=0)
    for unit in report.units:
        yield render_unit(unit, say)
        for each in report.exercises:
            if each.unit == unit.name:
                yield render_row(each, say, width)


def _explained(result: ExerciseResult, say: Language) -> RenderableType:
    verdict = (say(VERDICTS[result.verdict]), "red")
    title = Text.assemble((result.name, "bold"), "  ", verdict)
    rule = Rule(title, align="left", style="dim")
    return Group(Text(), rule, render_explanation(result, say))


def failed_names(result: StudentResult) -> tuple[str, ...]:
    """The exercises of a result that can be explained."""
    exercises = result.report.exercises if result.report else ()
    return tuple(each.name for each in exercises if each.verdict not in _QUIET)
