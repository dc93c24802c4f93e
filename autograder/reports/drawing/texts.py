"""Two values that are no tensors, one below the other, with the first difference marked."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from autograder.reports.drawing.marks import CARET, EQUAL, EXPECTED, YOURS

_SHORT = 24  # characters: two values that are no longer stand in the sentence already
_BEFORE, _WIDEST = 24, 56
_CUT = "…"


def text_lines(got: str, expected: str, titles: tuple[str, str]) -> list[Text]:
    """Both texts around the first place where they differ; none where they are short."""
    if max(len(got), len(expected)) <= _SHORT or got == expected:
        return []
    got, expected = (text.replace("\n", "\\n") for text in (got, expected))
    pairs = enumerate(zip(got, expected, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(got), len(expected)))
    start = max(0, at - _BEFORE) if at > _BEFORE else 0
    width = max(map(cell_len, titles)) + 2
    lines = [
        Text.assemble((set_cell_size(title, width), EQUAL), _marked(text, start, at, side.style))
        for title, text, side in zip(titles, (got, expected), (YOURS, EXPECTED), strict=True)
    ]
    before = width + cell_len((_CUT if start else "") + got[start:at])
    lines.append(Text(" " * before).append(CARET, "bold"))
    for line in lines:
        line.overflow = "fold"
    return lines


def _marked(text: str, start: int, at: int, style: str) -> Text:
    end = start + _WIDEST
    return Text.assemble(
        (_CUT if start else "", EQUAL),
        (text[start:at], EQUAL),
        (text[at : at + 1], style),
        (text[at + 1 : end], ""),
        (_CUT if len(text) > end else "", EQUAL),
    )
