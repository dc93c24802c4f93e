"""The feedback on one exercise that failed: the case, both sides, the mistake, what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from autograder.grading.score_report import ExerciseResult, Failure, PropertyResult, TraceLine
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.observation.describe import RAISED
from autograder.reports.drawing.beside import Titled
from autograder.reports.drawing.comparison import render_difference
from autograder.reports.drawing.lines import assignment_lines
from autograder.reports.escape import Harmless
from autograder.reports.sentences import (
    ON_TARGET,
    VERDICTS,
    also_different,
    difference_sentence,
    reason_sentence,
)
from autograder.reports.steps import Steps
from autograder.reports.wrapping import Wrapped

_PRINTED_LINES = 8
_HINTED = (Verdict.WRONG, Verdict.RAISED, Verdict.FORBIDDEN, Verdict.TIMED_OUT)


def render_feedback(
    result: ExerciseResult, say: Language, *, heading: Text | None = None, brief: bool = False
) -> RenderableType:
    """What went wrong in one exercise, from the plainest fact to the next step.

    `heading` stands in place of its name, and then its title too. With `brief`, the first thing
    alone is explained, and the others are named.
    """
    verdict = (say(VERDICTS[result.verdict]), "red")
    title = Text.assemble(heading or (result.name, "bold"), "  ", verdict)
    if heading is not None:
        title.append(f"  {say.pick(result.title)}", "dim")
    rule = Rule(title, align="left", style="dim")
    said = render_explanation(result, say, brief=brief)
    return Harmless(Group(Text(), rule, said, Text(), _next_step(result, say)))


def render_explanation(
    result: ExerciseResult, say: Language, *, brief: bool = False
) -> RenderableType:
    """The feedback on an exercise without its name above and the next step below."""
    parts: list[RenderableType] = []
    if result.reason is not None:
        parts.append(Wrapped(Text(reason_sentence(result.reason, say))))
    told = _told(result)
    parts += [_render_property(prop, say) for prop in (told[:1] if brief else told)]
    if result.diagnosis is not None:
        parts += [Text(), _labelled(say(N_("The mistake")), say.pick(result.diagnosis.says))]
    if result.printed:
        parts += [Text(), _labelled(say(N_("It printed")), _cut(result.printed), "dim")]
    if brief and told[1:]:
        parts += [Text(), *(_title(prop, say) for prop in told[1:])]
    return Harmless(Group(*parts))


def _told(result: ExerciseResult) -> list[PropertyResult]:
    """The properties to explain: of those that fail in the same way, the first is enough."""
    failed = [p for p in result.properties if p.verdict is not Verdict.PASSED]
    if result.reason is not None and not any(p.failure for p in failed):
        return []
    seen: set[tuple[str, str, str]] = set()
    told = []
    for prop in failed:
        difference = prop.failure.difference if prop.failure else ""
        key = (prop.verdict.value, difference, prop.failure.path if prop.failure else "")
        if key not in seen:
            told.append(prop)
        seen.add(key)
    return told


def _render_property(prop: PropertyResult, say: Language) -> RenderableType:
    rest: list[RenderableType] = []
    if prop.reason is not None:
        rest.append(Wrapped(Text(reason_sentence(prop.reason, say))))
    if prop.target:
        rest.append(Wrapped(Text(say(ON_TARGET[prop.target]), style="bold")))
    if prop.failure is not None:
        rest += _render_failure(prop.failure, say, explained=prop.reason is not None)
    return Group(_title(prop, say), Padding(Group(*rest), (0, 0, 0, 2)))


def _title(prop: PropertyResult, say: Language) -> RenderableType:
    return Wrapped(Text.assemble("✗ ", say.pick(prop.title), style="red"))


def _render_failure(failure: Failure, say: Language, *, explained: bool) -> list[RenderableType]:
    """The case, what differs in words, where it was raised, and both sides drawn."""
    parts: list[RenderableType] = []
    if failure.inputs:
        parts.append(Titled(say(N_("With")), partial(_inputs, failure)))
    sentence = difference_sentence(failure, say)
    if sentence and not explained:
        parts.append(Wrapped(Text(sentence, style="bold")))
    parts += [Text(message) for message in _messages(failure)]
    if failure.trace:
        parts.append(_render_trace(failure, say))
    drawn = render_difference(failure, say)
    if drawn is not None:
        parts.append(Padding(drawn, (0, 0, 0, 2)))
    others = also_different(failure, say)
    if others:
        parts.append(Wrapped(Text(others, style="dim")))
    return parts


def _inputs(failure: Failure, width: int) -> list[Text]:
    return [line for part in failure.inputs for line in assignment_lines(part, width)]


def _messages(failure: Failure) -> Iterator[str]:
    """What an exception said."""
    for part in failure.got:
        if part.label == RAISED and part.text:
            yield f"{part.kind}: {part.text}"


def _labelled(name: str, content: str, style: str = "") -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim" if style else "bold", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(name, Wrapped(Text(content, style=style)))
    return grid


def _render_trace(failure: Failure, say: Language) -> RenderableType:
    def line(entry: TraceLine) -> Text:
        where = say(N_("line {line}"), line=entry.line)
        return Text.assemble((where, "dim"), (f" {entry.function}", "dim"), "   ", entry.source)

    lines = [line(entry) for entry, _ in groupby(failure.trace)]
    return Padding(Group(*lines[-5:]), (0, 0, 0, 2))


def _cut(printed: str) -> str:
    """The first lines that were printed; a line that repeats stands once, with its count."""
    lines = []
    for line, group in groupby(printed.strip("\n").splitlines()):
        count = len(list(group))
        lines.append(f"{line[:200]}  (×{count})" if count > 1 else line[:200])
    text = "\n".join(lines[:_PRINTED_LINES])
    return text + ("\n…" if len(lines) > _PRINTED_LINES else "")


def _next_step(result: ExerciseResult, say: Language) -> RenderableType:
    """How to see this again, and where help is; commands are never wrapped."""
    steps = [(say(N_("Again")), result.replay)]
    if result.verdict in _HINTED:
        steps.append((say(N_("Hint")), f"python grade.py hint {result.name}"))
    return Steps(steps)
