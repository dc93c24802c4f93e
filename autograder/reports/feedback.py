"""The feedback on one exercise that failed: the case, both sides, the mistake, what to do next."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from autograder.grading.score_report import ExerciseResult, Failure, PropertyResult, TraceLine
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.observation.describe import Shown
from autograder.reports.escape import Harmless
from autograder.reports.sentences import (
    ON_TARGET,
    VERDICTS,
    difference_sentence,
    label,
    reason_sentence,
)

_PRINTED_LINES = 8
_HINTED = (Verdict.WRONG, Verdict.RAISED, Verdict.FORBIDDEN, Verdict.TIMED_OUT)


def render_feedback(result: ExerciseResult, say: Language) -> RenderableType:
    """What went wrong in one exercise, from the plainest fact to the next step."""
    title = Text.assemble((result.name, "bold"), "  ", (say(VERDICTS[result.verdict]), "red"))
    parts: list[RenderableType] = [Text(), Rule(title, align="left", style="dim")]
    if result.reason is not None:
        parts.append(Text(reason_sentence(result.reason, say)))
    parts += [_render_property(prop, say) for prop in _told(result)]
    if result.diagnosis is not None:
        parts.append(_labelled(say(N_("The mistake")), say.pick(result.diagnosis.says), "yellow"))
    if result.printed:
        parts.append(_labelled(say(N_("It printed")), _cut(result.printed), "dim"))
    parts.append(_next_step(result, say))
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
    parts: list[RenderableType] = [Text.assemble("✗ ", say.pick(prop.title), style="red")]
    if prop.reason is not None:
        parts.append(Text(reason_sentence(prop.reason, say)))
    if prop.target:
        parts.append(Text(say(ON_TARGET[prop.target]), style="bold"))
    failure = prop.failure
    if failure is not None:
        if failure.inputs:
            parts.append(_labelled(say(N_("With")), _shown_list(failure.inputs)))
        sentence = difference_sentence(failure, say)
        if sentence and prop.reason is None:
            parts.append(Text(sentence, style="bold"))
        if failure.trace:
            parts.append(_render_trace(failure, say))
        if failure.got or failure.expected:
            parts.append(_side_by_side(failure, say))
    first, *rest = parts
    return Group(first, Padding(Group(*rest), (0, 0, 0, 2)))


def _labelled(name: str, content: str | RenderableType, style: str = "") -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(name, Text(content, style=style) if isinstance(content, str) else content)
    return grid


def _shown_list(shown: tuple[Shown, ...]) -> RenderableType:
    return Group(*(_assignment(part) for part in shown))


def _assignment(part: Shown) -> Text:
    """An input as one would write it: `x = tensor([[0., 1.]], float32)`."""
    facts = [part.dtype or ""]
    if part.shape is not None and (0 in part.shape or len(part.shape) > 1):
        facts.append(f"shape {part.shape}")
    facts += [part.note]
    about = ", ".join(fact for fact in facts if fact)
    text = _code(part)
    indent = " " * (cell_len(part.label) + 3)
    text = text.replace("\n", "\n" + indent)
    return Text.assemble((part.label, "bold"), " = ", text, (f"  {about}" if about else "", "dim"))


def _code(part: Shown) -> str:
    """A value as one would write it: tensors as `tensor(...)`, with its lines aligned."""
    if part.shape is None:
        return part.text
    name = "tensor" if part.kind == "torch.Tensor" else "array"
    return f"{name}({part.text.replace(chr(10), chr(10) + ' ' * (len(name) + 1))})"


def _side_by_side(failure: Failure, say: Language) -> RenderableType:
    """Both sides; what was compared and is equal is left out, but for the result.

    Beside an exception only the result that was expected stands.
    """
    table = Table(box=None, padding=(0, 3, 0, 0), header_style="dim", show_edge=False)
    table.add_column("")
    table.add_column(say(N_("yours")), overflow="fold")
    table.add_column(say(N_("expected")), overflow="fold")
    wanted = {part.label: part for part in failure.expected}
    got = {part.label: part for part in failure.got}
    names = list(dict.fromkeys([*wanted, *got]))
    if "raised" in got:
        got["result"] = got.pop("raised")
        names = ["result"]
    elif "raised" in wanted:
        wanted["result"] = wanted.pop("raised")
        names = ["result"]
    for name in names:
        left, right = got.get(name), wanted.get(name)
        if left == right and name != "result":
            continue
        table.add_row(Text(label(name, say), style="dim"), _value(left), _value(right))
    return table


def _value(part: Shown | None) -> Text:
    if part is None:
        return Text("–", style="dim")
    if part.label == "raised":
        return Text(f"{part.kind}: {part.text}" if part.text else part.kind)
    if part.shape is None:
        return Text(part.text)
    text = _code(part)
    device = f", {part.device}" if part.device not in (None, "cpu") else ""
    about = f"{part.dtype}, shape {part.shape}{device}"
    return Text.assemble(text, "\n", (about, "dim"))


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
    width = max(cell_len(name) for name, _ in steps)
    lines = [
        Text.assemble((set_cell_size(name, width), "dim"), "  ", (command, "cyan"))
        for name, command in steps
    ]
    text = Text("\n").join(lines)
    text.no_wrap, text.overflow = True, "ignore"
    return text
