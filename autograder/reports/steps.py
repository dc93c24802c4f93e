"""What to do next: commands and files, in one column."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text


def steps_text(steps: Sequence[tuple[str, str]]) -> Text:
    """What to do, a line each, with the commands in one column and never wrapped."""
    width = max(cell_len(name) for name, _ in steps)
    lines = [
        Text.assemble((set_cell_size(name, width), "dim"), "  ", (command, "cyan"))
        for name, command in steps
    ]
    return Text("\n", no_wrap=True, overflow="ignore").join(lines)
