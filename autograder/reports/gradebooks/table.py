"""Tables as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Cell = str | float | bool | None


def line(cells: Sequence[Cell], *, ours: bool = True) -> str:
    """One row, ending with a newline; texts that are not `ours` are left as they came."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_cell(c) if ours else c for c in cells])
    return out.getvalue()


def lines(rows: Iterable[Sequence[Cell]]) -> str:
    """All rows."""
    return "".join(map(line, rows))


def _cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float | int):
        return number(cell)
    return "" if cell is None else safe(cell)


def number(points: float) -> str:
    """A number as short as it is exact to two digits: 3, 2.5, 0.33."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def safe(text: str) -> str:
    """A text that a spreadsheet shows as it is: what would begin a formula gets an apostrophe."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
