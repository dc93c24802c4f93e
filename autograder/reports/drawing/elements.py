"""The elements of a tensor as PyTorch prints them, with those that differ marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace
from rich.text import Text

from autograder.observation.cells import Cells
from autograder.observation.describe import Shown
from autograder.reports.drawing.marks import EQUAL, EXPECTED, YOURS, Side, carets

_GAP = "..."


@dataclass(frozen=True)
class _Line:
    """One line, and how far it is to the first element that differs, if that stands here."""

    text: Text
    mark: tuple[int, int] | None = None

    def framed(self, before: str, after: str) -> _Line:
        """The same line with something in front of it and behind it."""
        mark = self.mark and (self.mark[0] + len(before), self.mark[1])
        return _Line(Text.assemble((before, EQUAL), self.text, (after, EQUAL)), mark)


def elements_lines(got: Shown, expected: Shown, width: int) -> tuple[list[Text], list[Text]]:
    """The lines of two tensors with `cells`, cut alike to fit `width` where that helps."""
    both = got, expected
    cells = [part.cells for part in both if part.cells is not None]
    while len(cells) == 2:
        drawn = [
            _lines(part, each, side)
            for part, each, side in zip(both, cells, (YOURS, EXPECTED), strict=True)
        ]
        cut = [_narrower(each) for each in cells]
        widest = max(line.text.cell_len for lines in drawn for line in lines)
        if widest <= width or None in cut:
            left, right = (
                _with_carets(lines, side)
                for lines, side in zip(drawn, (YOURS, EXPECTED), strict=True)
            )
            return left, right
        cells = [each for each in cut if each is not None]
    return [], []


def _lines(part: Shown, cells: Cells, side: Side) -> list[_Line]:
    name = "tensor(" if part.kind == "torch.Tensor" else "array("
    return _framed(_block(cells, part.shape or (), side), name, ")")


def _with_carets(lines: Sequence[_Line], side: Side) -> list[Text]:
    texts: list[Text] = []
    for line in lines:
        texts.append(line.text)
        if line.mark is not None:
            texts.append(carets(*line.mark, side))
    return texts


def _block(cells: Cells, shape: Sequence[int], side: Side) -> list[_Line]:
    """The lines of all axes, from the outermost inwards."""
    padded = _aligned(cells.texts)
    wrong = frozenset(cells.wrong)

    def draw(axis: int, start: int) -> list[_Line]:
        if axis == len(shape):
            style = side.style if start in wrong else EQUAL
            text, bare = padded[start], cells.texts[start]
            before = len(text) - len(text.lstrip())
            mark = (before, len(bare)) if start == cells.first else None
            return [_Line(Text(text, style), mark)]
        step = math.prod(len(shown) for shown in cells.shown[axis + 1 :])
        items = [draw(axis + 1, start + i * step) for i in range(len(cells.shown[axis]))]
        join = _row if axis == len(shape) - 1 else _stack
        return join(_with_gaps(items, cells.shown[axis], shape[axis]), len(shape) - axis)

    return draw(0, 0)


def _with_gaps(items: Sequence[list[_Line]], shown: Sequence[int], side: int) -> list[list[_Line]]:
    """The items along one axis, with a sign where some are left out."""
    gap = [_Line(Text(_GAP, EQUAL))]
    found = [gap] if shown[0] > 0 else []
    for item, (here, following) in zip(items, pairwise([*shown, side]), strict=True):
        found.append(item)
        if following > here + 1:
            found.append(gap)
    return found


def _row(items: Sequence[list[_Line]], _: int) -> list[_Line]:
    """The innermost axis: all in one line."""
    line = Text().append("[", EQUAL)
    mark = None
    for number, (item,) in enumerate(items):
        if number:
            line.append(", ", EQUAL)
        if item.mark is not None:
            mark = (line.cell_len + item.mark[0], item.mark[1])
        line.append_text(item.text)
    return [_Line(line.append("]", EQUAL), mark)]


def _stack(items: Sequence[list[_Line]], depth: int) -> list[_Line]:
    """An outer axis: one below the other, with an empty line between matrices."""
    lines: list[_Line] = []
    before = None
    for item in items:
        if before is not None:
            lines[-1] = lines[-1].framed("", ",")
            if depth > 2 and _GAP not in (before[0].text.plain, item[0].text.plain):
                lines.append(_Line(Text()))
        lines += item
        before = item
    return _framed(lines, "[", "]")


def _framed(lines: Sequence[_Line], before: str, after: str) -> list[_Line]:
    """Lines with an opening sign before the first, a closing one after the last, and indented."""
    last = len(lines) - 1
    return [
        line.framed(before if i == 0 else " " * len(before), after if i == last else "")
        for i, line in enumerate(lines)
    ]


def _aligned(texts: Sequence[str]) -> list[str]:
    """Elements of one width; where they are decimals, with their points below each other."""
    cut = [text.partition(".") for text in texts]
    if any("j" in text or "e+" in text or "e-" in text for text in texts):
        cut = [(text, "", "") for text in texts]
    left = max((len(head) for head, point, _ in cut if point), default=0)
    right = max((len(tail) for _, point, tail in cut if point), default=0)
    padded = [
        head.rjust(left) + point + tail.ljust(right) if point else head for head, point, tail in cut
    ]
    width = max(map(len, padded))
    return [text.rjust(width) for text in padded]


def _narrower(cells: Cells) -> Cells | None:
    """The same without one column: that which is farthest from the first difference."""
    if not cells.shown or len(cells.shown[-1]) < 2:
        return None
    columns = len(cells.shown[-1])
    focus = cells.first % columns
    gone = 0 if focus > columns - 1 - focus else columns - 1
    return _without(cells, gone, columns)


def _without(cells: Cells, gone: int, columns: int) -> Cells:
    kept = [i for i in range(len(cells.texts)) if i % columns != gone]
    place = {old: new for new, old in enumerate(kept)}
    last = cells.shown[-1]
    return replace(
        cells,
        shown=(*cells.shown[:-1], last[:gone] + last[gone + 1 :]),
        texts=tuple(cells.texts[i] for i in kept),
        wrong=tuple(place[i] for i in cells.wrong if i in place),
        first=place[cells.first],
    )
