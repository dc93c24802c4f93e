"""How a difference is marked: in colour, and by a line of carets for whoever sees no colour."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text

CARET = "^"
EQUAL = "dim"


@dataclass(frozen=True)
class Side:
    """One of the two that are drawn; `style` is that of what differs on it."""

    style: str


YOURS = Side("bold red")
EXPECTED = Side("bold green")


def carets(start: int, length: int, side: Side) -> Text:
    """A line with a mark below the columns from `start` on."""
    return Text(" " * start).append(CARET * max(1, length), side.style)
