"""A shape as a row of boxes, one a side: names above, sizes inside, marks below what differs."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher

from rich.cells import cell_len
from rich.text import Text

from autograder.observation.describe import Shown
from autograder.reports.drawing.marks import CARET, EQUAL, Side

Shape = tuple[int, ...]


def differing_sides(got: Shape, expected: Shape) -> tuple[frozenset[int], frozenset[int]]:
    """Which sides of two shapes differ: by position, or by what is there too much or too little."""
    if len(got) == len(expected):
        same = frozenset(i for i, (a, b) in enumerate(zip(got, expected, strict=True)) if a != b)
        return same, same
    ours, theirs = set(range(len(got))), set(range(len(expected)))
    for block in SequenceMatcher(None, got, expected, autojunk=False).get_matching_blocks():
        ours -= set(range(block.a, block.a + block.size))
        theirs -= set(range(block.b, block.b + block.size))
    return frozenset(ours), frozenset(theirs)


def boxes(part: Shown, marked: Collection[int], side: Side, *, named: bool) -> list[Text]:
    """The lines of a shape; with `named` there is a line for names, also where it stays empty."""
    shape = part.shape or ()
    names = part.sides or ("",) * len(shape)
    inside = [max(len(str(size)), cell_len(name)) for size, name in zip(shape, names, strict=True)]
    lines = [_names(names, inside, EQUAL)] if named else []
    if not shape:
        return [*lines, Text(), Text("( )"), Text(), Text()]
    rule = ["─" * (width + 2) for width in inside]
    middle = Text("│")
    below = Text(" ")
    for axis, (size, width) in enumerate(zip(shape, inside, strict=True)):
        style = side.style if axis in marked else EQUAL
        middle.append(f" {str(size).center(width)} ", style).append("│")
        sign = CARET * len(str(size)) if axis in marked else ""
        below.append(f" {sign.center(width)}  ", style)
    return [
        *lines,
        Text("┌" + "┬".join(rule) + "┐"),
        middle,
        Text("└" + "┴".join(rule) + "┘"),
        below,
    ]


def _names(names: tuple[str, ...], inside: list[int], style: str) -> Text:
    """The line of names above the boxes."""
    words = (f" {_centred(name, width)}  " for name, width in zip(names, inside, strict=True))
    return Text(" " + "".join(words), style)


def _centred(text: str, width: int) -> str:
    """A text in the middle of so many cells: a Chinese character takes two."""
    room = width - cell_len(text)
    return " " * (room // 2) + text + " " * (room - room // 2)


def shape_words(part: Shown) -> str:
    """A shape in one line: `(N=2, D=3)` where sides have names, else as PyTorch writes it."""
    shape = part.shape or ()
    if not any(part.sides):
        return str(shape)
    words = [f"{n}={size}" if n else str(size) for n, size in zip(part.sides, shape, strict=True)]
    return "(" + ", ".join(words) + ("," if len(words) == 1 else "") + ")"
