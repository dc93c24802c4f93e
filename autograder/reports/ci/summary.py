"""The summary of a job as Markdown: the score, a table, and what went wrong, as far as it fits."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.grading.score_report import ExerciseResult, ScoreReport
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.feedback import render_explanation
from autograder.reports.markdown import fenced, inline
from autograder.reports.plain_text import plain_text
from autograder.reports.sentences import VERDICTS
from autograder.reports.terminal import (
    FAILED,
    MARKS,
    about_sentence,
    number,
    render_next,
    total_sentence,
    unchecked_sentences,
)

MOST = 1 << 20  # bytes a step; GitHub drops all of a longer one
_QUIET = (Verdict.PASSED, Verdict.UNSOLVED)
_KIT_FAILED = N_("The kit itself failed on {names}. This costs no points. Please report it.")
_STOPPED = N_("Stopped before the end: the rest was not graded.")
_EXTRA = N_("extra credit")
_LEFT_OUT = N_("{count} more are explained by `python grade.py --all`.")


def render_summary_markdown(
    report: ScoreReport, say: Language, *, most: int = MOST, notices: tuple[str, ...] = ()
) -> str:
    """The page, in `most` bytes of UTF-8 at most: explanations that do not fit are counted."""
    head = "\n".join(_head(report, say, notices)) + "\n"
    explained = [e for e in report.exercises if e.verdict not in _QUIET]
    parts, left = [head], most - len(head.encode()) - 200
    for index, result in enumerate(explained):
        part = _explained(result, say)
        if len(part.encode()) > left:
            parts.append(say(_LEFT_OUT, count=len(explained) - index) + "\n")
            break
        parts.append(part)
        left -= len(part.encode())
    text = "\n".join(parts)
    return (
        text
        if len(text.encode()) <= most
        else text.encode()[: max(0, most)].decode("utf-8", "ignore")
    )


def _head(report: ScoreReport, say: Language, notices: tuple[str, ...]) -> Iterator[str]:
    yield "## Torch Kata\n"
    yield f"**{inline(total_sentence(report, say))}**\n"
    if not report.complete:
        yield f"> {inline(say(_STOPPED))}\n"
    lost = [e.name for e in report.exercises if e.verdict is Verdict.KIT_ERROR]
    if lost:
        yield f"> {inline(say(_KIT_FAILED, names=', '.join(lost)))}\n"
    for notice in (*notices, *unchecked_sentences(report, say)):
        yield f"> {inline(notice)}\n"
    if report.next is not None:
        yield inline(render_next(report.next, say).plain) + "\n"
    yield from _table(report, say)
    yield f"\n<sub>{inline(about_sentence(report, say))}</sub>\n"


def _table(report: ScoreReport, say: Language) -> Iterator[str]:
    heads = say(N_("Exercise")), say(N_("Verdict")), say(N_("Points"))
    yield f"| | {heads[0]} | {heads[1]} | {heads[2]} |"
    yield "|---|---|---|---:|"
    for unit in report.units:
        results = [e for e in report.exercises if e.unit == unit.name]
        points, most = sum(e.points for e in results), sum(e.max_points for e in results)
        extra = f" ({say(_EXTRA)})" if unit.extra else ""
        title = f"**{inline(unit.name)}** {inline(say.pick(unit.title))}{extra}"
        yield f"| | {title} | | **{number(points)}/{number(most)}** |"
        yield from (f"| {_row(result, say)} |" for result in results)


def _row(result: ExerciseResult, say: Language) -> str:
    name = f"`{result.name}` {inline(say.pick(result.title))}"
    cells = _sign(result), name, say(VERDICTS[result.verdict]), points_text(result, say)
    return " | ".join(cells)


def points_text(result: ExerciseResult, say: Language) -> str:
    """The points of an exercise; a dash where the kit could not tell."""
    if result.verdict is Verdict.KIT_ERROR:
        return say(N_("–"))
    return f"{number(result.points)}/{number(result.max_points)}"


def _sign(result: ExerciseResult) -> str:
    return MARKS.get(result.verdict, FAILED)[0]


def _explained(result: ExerciseResult, say: Language) -> str:
    title = f"{_sign(result)} `{result.name}` {inline(say.pick(result.title))}"
    heading = f"### {title} · {say(VERDICTS[result.verdict])} · {points_text(result, say)}"
    said = fenced(plain_text(render_explanation(result, say)))
    return f"{heading}\n\n{said}\n\n`python grade.py hint {result.name}`\n"
