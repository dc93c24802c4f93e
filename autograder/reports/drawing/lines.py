"""One value as lines: as one would write it, and what else there is to say about it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from autograder.observation.describe import Shown
from autograder.reports.drawing.marks import EQUAL, Side, carets
from autograder.reports.drawing.shapes import shape_words

_INDENT = 2


def code(part: Shown) -> str:
    """A value as one would write it: tensors as `tensor(...)`, with its lines aligned."""
    if part.shape is None:
        return part.text
    name = "tensor" if part.kind == "torch.Tensor" else "array"
    return f"{name}({part.text.replace(chr(10), chr(10) + ' ' * (len(name) + 1))})"


def code_lines(part: Shown) -> list[Text]:
    """The same, line by line."""
    return [Text(line) for line in code(part).split("\n")]


def about(part: Shown) -> str:
    """What the elements do not show: dtype, a shape that is not plain to see, what is unusual."""
    facts = [part.dtype or ""]
    if part.shape is not None and (0 in part.shape or len(part.shape) > 1 or any(part.sides)):
        facts.append(f"shape {shape_words(part)}")
    if part.device not in (None, "cpu"):
        facts.append(part.device or "")
    return ", ".join(fact for fact in [*facts, part.note] if fact)


def value_lines(part: Shown, width: int) -> list[Text]:
    """A value with what there is to say about it; the items of a container by their places."""
    if part.parts:
        return _item_lines(part, width, part.label)
    lines = code_lines(part)
    facts = about(part) if part.shape is not None else ""
    if facts and lines[-1].cell_len + 2 + cell_len(facts) <= width:
        lines[-1].append(f"  {facts}", EQUAL)
    elif facts:
        lines.append(Text(facts, EQUAL))
    return lines


def assignment_lines(part: Shown, width: int, hidden: str = "") -> list[Text]:
    """A value with its name, as one would write it: `x = tensor([[0., 1.]])  float32`.

    `hidden` is what the names begin with and is left out.
    """
    if part.parts:
        return _item_lines(part, width, hidden)
    name = Text.assemble((part.label.removeprefix(hidden), "bold"), " = ")
    values = value_lines(part, width - name.cell_len)
    if len(values) > 1 and name.cell_len + max(line.cell_len for line in values) > width:
        below = value_lines(part, width - _INDENT)
        return [name, *(Text(" " * _INDENT).append_text(line) for line in below)]
    first, *rest = values
    indent = " " * name.cell_len
    return [name.append_text(first), *(Text(indent).append_text(line) for line in rest)]


def _item_lines(part: Shown, width: int, hidden: str) -> list[Text]:
    return [line for item in part.parts for line in assignment_lines(item, width, hidden)]


def facts_line(part: Shown, other: Shown, side: Side) -> list[Text]:
    """Dtype, shape and device in one line, and marks below what the other side has not."""
    line, marks = Text(), Text()
    device = part.device if part.device != "cpu" or other.device != "cpu" else None
    facts = [
        (part.dtype, other.dtype),
        (f"shape {shape_words(part)}", f"shape {shape_words(part)}"),
        (device, other.device),
    ]
    for fact, theirs in facts:
        if fact is None:
            continue
        if line:
            line.append(", ", EQUAL)
        if fact != theirs:
            marks.append(" " * (line.cell_len - marks.cell_len))
            marks.append_text(carets(0, len(fact), side))
        line.append(fact, EQUAL if fact == theirs else side.style)
    return [line, marks] if marks else [line]
