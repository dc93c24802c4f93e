"""Text that wraps between Chinese characters too, which stand together without spaces."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_WIDE = "⺀-〿぀-ヿ㐀-䶿一-鿿豈-﫿＀-￯"
_OPENING = "（《〈「『【〔“‘"
_CLOSING = "，。、；：？！）》〉」』】〕”’…·"
# What is never torn apart: a Chinese character with what opens before it and closes after it, or
# anything else up to a space or to a Chinese character.
_PIECE = re.compile(
    rf"[{_OPENING}]*[{_WIDE}][{_CLOSING}]* *|[{_OPENING}]*[^\s{_WIDE}]+[{_CLOSING}]*\s*|\s+"
)


class Wrapped:
    """A paragraph in as many lines as it takes; the first is as far in as all others."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        text = self._text
        if not re.search(f"[{_WIDE}]", text.plain):
            yield text
            return
        for paragraph in text.split("\n", allow_blank=True):
            for line in paragraph.divide(_breaks(paragraph.plain, options.max_width)):
                line.rstrip()
                line.overflow = "fold"
                yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The size of the text."""
        return Measurement(min(20, options.max_width), min(options.max_width, _widest(self._text)))


def _widest(text: Text) -> int:
    return max((cell_len(line) for line in text.plain.split("\n")), default=0)


def _breaks(line: str, width: int) -> list[int]:
    """Where lines of a width begin."""
    breaks, used = [], 0
    for piece in _PIECE.finditer(line):
        size = cell_len(piece[0].rstrip())
        if used and used + size > width:
            breaks.append(piece.start())
            used = 0
        used += cell_len(piece[0])
    return breaks
