"""The file that cells amount to: what defines an exercise, and all that this needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.cells.search import Search
from autograder.cells.statements import Statement
from autograder.language import N_, SaidError


class SourceError(SaidError):
    """No cell defines what should be graded."""


@dataclass(frozen=True)
class Source:
    """The text to grade, and the cells that it comes from.

    `missing` are names that it needs and that no cell defines.
    """

    text: str
    cells: tuple[int, ...]
    missing: tuple[str, ...]
    _starts: tuple[tuple[int, int, int], ...] = ()  # a line of the text, its cell, its line there

    def place(self, line: int) -> tuple[int, int] | None:
        """The number of the cell, and the line in it, of a line of the text."""
        found = bisect_right(self._starts, (line, 1 << 60, 0)) - 1
        if found < 0:
            return None
        start, cell, first = self._starts[found]
        return cell, first + line - start


def source_of(statements: Sequence[Statement], wanted: Sequence[str]) -> Source:
    """The source of `wanted`: the exercise, then names that it may define besides.

    Only what the cells say counts, as they were run, one after the other: the last definition of a
    name, what it uses, what that uses. Raises SourceError where no cell defines the exercise.
    """
    search = Search(statements)
    name = wanted[0]
    _check(search.last(name), name)
    for also in wanted:
        if search.last(also) is not None:
            search.need(also, search.end)
    search.settle()
    return _written(search)


def last_given(statements: Sequence[Statement], name: str) -> Statement | None:
    """The statement that gives a name its value in the end; None where nothing does."""
    return Search(statements).last(name)


def bound_names(statements: Sequence[Statement], *, definitions: bool = False) -> list[str]:
    """The names that have a value in the end, but for imports; or only functions and classes."""
    search = Search(statements)
    names = dict.fromkeys(name for s in statements for name in sorted(s.binds | s.perhaps))
    last = {name: search.last(name) for name in names}
    return [
        name
        for name, given in last.items()
        if given is not None and (given.is_definition if definitions else not given.is_import)
    ]


def _check(last: Statement | None, name: str) -> None:
    if last is None:
        raise SourceError(
            N_("No cell that ran defines {name}. Write it in a cell, run the cell, then grade."),
            name=name,
        )
    if last.is_import:
        raise SourceError(
            N_(
                "{name} is imported (In [{cell}]), not written in this notebook. Write it in a "
                "cell, run the cell, then grade."
            ),
            name=name,
            cell=last.cell,
        )
    if last.awaits:
        raise SourceError(
            N_(
                "{name} is made by a line with await (In [{cell}]), which only a notebook can run. "
                "Define it without."
            ),
            name=name,
            cell=last.cell,
        )


def _written(search: Search) -> Source:
    """The chosen statements as one text, those of each cell below its number."""
    statements = search.statements
    futures = [n for n, s in enumerate(statements) if s.is_future]
    numbers = sorted({*search.chosen} - {*futures})
    lines: list[str] = []
    starts: list[tuple[int, int, int]] = []
    cell = None
    for number in [*futures, *numbers]:
        statement = statements[number]
        if statement.cell != cell and not statement.is_future:
            cell = statement.cell
            lines += ["", f"# In [{cell}]"] if lines else [f"# In [{cell}]"]
        elif statement.is_definition:
            lines += [""]
        starts.append((len(lines) + 1, statement.cell, statement.line))
        lines += statement.text.split("\n")
    cells = dict.fromkeys(statements[number].cell for number in numbers)
    return Source(
        "\n".join(lines) + "\n", tuple(sorted(cells)), tuple(search.missing), tuple(starts)
    )
