"""Drawings that know how wide the terminal is: side by side, below each other, with a title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import dropwhile, zip_longest

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

_GAP = 4
_CUT_FROM = 72  # columns: below, cutting both to half of the width leaves too little of them
_NARROW = 60  # columns: below, titles stand above
_INDENT = 2
Lines = Sequence[Text]


@dataclass(frozen=True)
class Fitted:
    """A drawing; `draw` makes its lines, cut to a width."""

    draw: Callable[[int], Lines]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        yield from self.draw(options.max_width)


@dataclass(frozen=True)
class Titled:
    """A drawing with its title in front of it, or above it where the terminal is narrow."""

    title: str
    draw: Callable[[int], Lines]
    below: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = options.max_width
        if self.below or width < _NARROW:
            yield Text(self.title, "dim")
            for line in self.draw(width - _INDENT):
                yield _indented(line)
            return
        start = cell_len(self.title) + _INDENT
        head = Text.assemble((self.title, "dim"), " " * _INDENT)
        for line in self.draw(width - start):
            yield Text(overflow="fold").append_text(head).append_text(line)
            head = Text(" " * start)


@dataclass(frozen=True)
class Beside:
    """Two drawings with a title each; `draw` makes their lines, cut to a width where it can."""

    titles: tuple[str, str]
    draw: Callable[[int], tuple[Lines, Lines]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = options.max_width
        widths = [width] if width < _CUT_FROM else [width, (width - _GAP) // 2]
        for most in widths:
            left, right = self.draw(most)
            start = max(_widest(left), cell_len(self.titles[0])) + _GAP
            if start + max(_widest(right), cell_len(self.titles[1])) <= width:
                yield from self._beside(left, right, start)
                return
        yield from self._below(*self.draw(width - _INDENT))

    def _beside(self, left: Lines, right: Lines, start: int) -> RenderResult:
        heads = [Text(title, "dim") for title in self.titles]
        for one, other in zip_longest([heads[0], *left], [heads[1], *right], fillvalue=Text()):
            line = Text(no_wrap=True, overflow="ignore").append_text(one)
            if other:
                line.append(" " * (start - one.cell_len)).append_text(other)
            yield line

    def _below(self, left: Lines, right: Lines) -> RenderResult:
        for title, lines in zip(self.titles, (left, right), strict=True):
            if lines:
                yield Text(title, "dim")
            for line in dropwhile(lambda line: not line.plain.strip(), lines):
                yield _indented(line)


def _indented(line: Text) -> Text:
    return Text(" " * _INDENT, overflow="fold").append_text(line)


def _widest(lines: Lines) -> int:
    return max((line.cell_len for line in lines), default=0)
