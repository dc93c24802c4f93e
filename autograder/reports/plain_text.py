"""What a terminal shows, as text without colours: for files, logs and pages of other programs."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType

WIDTH = 80


def plain_text(content: RenderableType, width: int = WIDTH) -> str:
    """The lines of the content, without space at their ends or empty ones around."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False, _environ={})
    console.print(content, crop=False)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n")
