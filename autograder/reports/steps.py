"""What to do next: commands and files, in one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text


@dataclass(frozen=True)
class Steps:
    """What to do, a line each, with the commands in one column, or below their names where narrow.

    A command is left to the terminal to wrap, so that it is copied whole, but where folding is
    asked for: on a page that would cut it off.
    """

    steps: Sequence[tuple[str, str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = max(cell_len(name) for name, _ in self.steps)
        longest = max(cell_len(command) for _, command in self.steps)
        narrow = width + 2 + longest > options.max_width
        for name, command in self.steps:
            between = "\n" if narrow else "  "
            named = name if narrow else set_cell_size(name, width)
            line = Text.assemble((named, "dim"), between, (command, "cyan"))
            line.no_wrap = options.overflow != "fold"
            line.overflow = options.overflow or "ignore"
            yield line
