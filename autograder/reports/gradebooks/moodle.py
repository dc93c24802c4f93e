"""Moodle's grading worksheet, filled in: nothing but the marks is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.language import N_, SaidError
from autograder.reports.gradebooks.marks import Find
from autograder.reports.gradebooks.table import line, number

# Moodle names its columns in the language of whoever downloads the worksheet.
_GRADE = ("grade", "成绩", "分数", "评分", "bewertung", "note", "calificación")
_MOST = ("maximum grade", "最高分", "最高成绩", "满分", "bestwertung", "note maximale")
_LOCKED = ("grade can be changed", "成绩可以被更改", "可以更改成绩")


def render_moodle(
    header: Sequence[str], rows: Sequence[Sequence[str]], most: float, find: Find
) -> str:
    """The worksheet to upload; raises SaidError where `header` has no column for grades.

    Marks are scaled to the maximum grade that the worksheet names. Who has no mark keeps the grade
    that is there.
    """
    grade = _place(header, _GRADE)
    if grade is None:
        raise SaidError(
            N_("The Moodle worksheet has no column Grade. Download it from Moodle again."),
        )
    return "".join(_lines(header, rows, grade, most, find))


def _lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], grade: int, most: float, find: Find
) -> Iterator[str]:
    yield line(header, ours=False)
    maximum, locked = _place(header, _MOST), _place(header, _LOCKED)
    for row in rows:
        cells = [*row, *[""] * (len(header) - len(row))]
        mark = find(*(cells[n] for n in range(len(header)) if n < grade))
        closed = locked is not None and cells[locked].strip().casefold() in ("no", "否")
        if mark is not None and mark.points is not None and not closed:
            limit = _number(cells[maximum]) if maximum is not None else None
            share = limit / most if limit is not None and most else 1.0
            cells[grade] = number(min(mark.points * share, limit or mark.points))
        yield line(cells, ours=False)


def _place(header: Sequence[str], names: Sequence[str]) -> int | None:
    folded = [name.strip().casefold() for name in header]
    return next((folded.index(name) for name in names if name in folded), None)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
