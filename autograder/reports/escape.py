"""What a submission wrote, kept from steering whoever reads a report: a terminal, a CI runner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.segment import Segment

from autograder.harmless import command_marks, steers, visible

_NOT_PLAIN = re.compile(r"[^\x20-\x7e\n]")


class Harmless:
    """A renderable as it is laid out, without control characters and commands to a CI runner.

    What is looked at is each line as it is printed: wrapping and margins make new starts of lines.
    """

    def __init__(self, content: RenderableType) -> None:
        self._content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the content."""
        for line in Segment.split_lines(console.render(self._content, options)):
            yield from _tamed(line)
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The size of the content."""
        return Measurement.get(console, options, self._content)


def _tamed(line: list[Segment]) -> Iterator[Segment]:
    segments = [Segment(visible(part.text), part.style) for part in line if not part.control]
    marks = command_marks("".join(part.text for part in segments))
    start = 0
    for part in segments:
        inside = [mark - start for mark in marks if start <= mark < start + len(part.text)]
        cuts = [0, *inside, len(part.text)]
        pieces = [part.text[a:b] for a, b in pairwise(cuts)]
        yield Segment(" ".join(pieces), part.style)
        start += len(part.text)


def escaped_json(text: str) -> str:
    """The same JSON, with control characters and what a CI runner looks for written as escapes."""
    return _NOT_PLAIN.sub(_escaped, text.replace("##", "#\\u0023"))


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if not steers(character):
        return character
    units = character.encode("utf-16-be").hex()  # two of them beyond the first 65,536 characters
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
