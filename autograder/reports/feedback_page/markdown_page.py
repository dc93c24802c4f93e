"""A student's feedback as Markdown: for a comment, an issue, a file in a repository."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType

from autograder.grading.class_record import ClassRecord, StudentResult
from autograder.language import N_, Language
from autograder.reports.feedback import render_explanation
from autograder.reports.feedback_page.contents import Contents, Row, UnitRows, contents_of
from autograder.reports.markdown import fenced, inline

_WIDTH = 80
_EXPLAINED = N_("What to look at")
_ALL = N_("All exercises")
_AGAIN = N_("In your copy")
_EXTRA = N_("extra credit")


def render_feedback_markdown(record: ClassRecord, result: StudentResult, say: Language) -> str:
    """The page about one student of a class."""
    return "\n".join(_lines(contents_of(record, result, say), say)) + "\n"


def _lines(page: Contents, say: Language) -> Iterator[str]:
    yield from _head(page)
    if page.explained:
        yield f"## {say(_EXPLAINED)}\n"
    for row in page.explained:
        yield from _explained(row, say)
    if page.units:
        yield f"## {say(_ALL)}\n"
    for unit in page.units:
        yield from _table(unit, say)
    if page.about:
        yield f"Torch Kata · {inline(page.about)}"


def _head(page: Contents) -> Iterator[str]:
    yield f"# {inline(page.heading)}\n"
    if page.course:
        yield f"{inline(page.course)}\n"
    for name, fact in page.facts:
        yield f"- {name} · {inline(fact)}"
    if page.facts:
        yield ""
    if page.total:
        yield f"**{inline(page.total)}**\n"
    for notice in page.notices:
        yield f"> {inline(notice)}\n"


def _explained(row: Row, say: Language) -> Iterator[str]:
    title = f"{row.sign} `{row.result.name}` {inline(row.title)}"
    yield f"### {title} · {row.verdict} · {row.points}\n"
    yield fenced(_text(render_explanation(row.result, say))) + "\n"
    commands = " · ".join(f"`{command}`" for command in row.commands)
    yield f"{say(_AGAIN)} {commands}\n"


def _table(unit: UnitRows, say: Language) -> Iterator[str]:
    extra = f" ({say(_EXTRA)})" if unit.extra else ""
    yield f"**{inline(unit.name)}** {inline(unit.title)}{extra} · {unit.points}\n"
    heads = say(N_("Exercise")), say(N_("Verdict")), say(N_("Points"))
    yield f"| | {heads[0]} | {heads[1]} | {heads[2]} |"
    yield "|---|---|---|---:|"
    for row in unit.rows:
        yield (
            f"| {row.sign} | `{row.result.name}` {inline(row.title)} | {row.verdict} | "
            f"{row.points} |"
        )
    yield ""


def _text(content: RenderableType) -> str:
    out = io.StringIO()
    console = Console(file=out, width=_WIDTH, color_system=None, highlight=False, _environ={})
    console.print(content, crop=False)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n")
