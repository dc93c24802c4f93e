"""Canvas's import: its own exported gradebook, cut down to who they are and one column of marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from autograder.language import N_, SaidError
from autograder.reports.gradebooks.marks import Find
from autograder.reports.gradebooks.table import line, number

_WHO = ("Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section")
_NEEDED = ("Student", "ID", "Section")
_POINTS = "Points Possible"


def render_canvas(
    header: Sequence[str], rows: Sequence[Sequence[str]], title: str, most: float, find: Find
) -> str:
    """The file to import; raises SaidError where `header` is none of Canvas's.

    The column is the assignment that is called `title`, a new one where there is none. Who has no
    mark, and who is not found, is left out: what Canvas has of them stays.
    """
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise SaidError(
            N_("The Canvas gradebook has no column {name}. Export it from Canvas again."),
            name=missing[0],
        )
    return "".join(_lines(header, rows, title, most, find))


def _lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], title: str, most: float, find: Find
) -> Iterator[str]:
    kept = [header.index(name) for name in _WHO if name in header]
    titled = re.compile(rf"{re.escape(title)} \(\d+\)")
    column = next((name for name in header if titled.fullmatch(name)), title)
    yield line([*(header[n] for n in kept), column], ours=False)
    for row in rows:
        cells = [row[n] if n < len(row) else "" for n in kept]
        values = dict(zip((header[n] for n in kept), cells, strict=True))
        if values["Student"].strip() == _POINTS:
            yield line([*cells, number(most)], ours=False)
            continue
        keys = ("ID", "SIS User ID", "SIS Login ID", "Student")
        mark = find(*(values.get(key, "") for key in keys))
        if mark is not None and mark.points is not None:
            yield line([*cells, number(mark.points)], ours=False)
