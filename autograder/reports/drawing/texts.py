"""Two values that are no tensors, one below the other, with the first difference marked."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from autograder.reports.drawing.marks import CARET, EQUAL, EXPECTED, YOURS

_SHORT = 24  # characters: two values that are no longer stand in the sentence already
_LEAST = 12
_CUT = "…"


def are_long(got: str, expected: str) -> bool:
    """Whether a sentence that holds both texts does not show where they differ."""
    return got != expected and max(len(got), len(expected)) > _SHORT


def text_lines(got: str, expected: str, titles: tuple[str, str], width: int) -> list[Text]:
    """Both texts around the first place where they differ, in one line each."""
    got, expected = (text.replace("\n", "\\n") for text in (got, expected))
    pairs = enumerate(zip(got, expected, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(got), len(expected)))
    head = max(map(cell_len, titles)) + 2
    room = max(_LEAST, width - head)
    start = at - room // 2 if at > room * 3 // 4 else 0
    lines = [
        Text.assemble(
            (set_cell_size(title, head), EQUAL), *_marked(text, start, at, room, side.style)
        )
        for title, text, side in zip(titles, (got, expected), (YOURS, EXPECTED), strict=True)
    ]
    before = head + cell_len((_CUT if start else "") + got[start:at])
    return [*lines, Text(" " * before).append(CARET, "bold")]


def _marked(text: str, start: int, at: int, room: int, style: str) -> list[tuple[str, str]]:
    """The part of a text from `start` on that has room, with the place `at` marked."""
    end = start
    left = room - 2  # for the signs that something is cut
    while end < len(text) and left >= cell_len(text[end]):
        left -= cell_len(text[end])
        end += 1
    return [
        (_CUT if start else "", EQUAL),
        (text[start:at], EQUAL),
        (text[at : at + 1], style),
        (text[at + 1 : end], ""),
        (_CUT if end < len(text) else "", EQUAL),
    ]
