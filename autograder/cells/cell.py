"""A cell that was run: what of it is Python, without magics and shell lines."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

# Cell magics whose body runs in the notebook's own names; any other body runs elsewhere, or never.
_RUN_HERE = ("grade", "time", "capture", "prun")
_CELL_MAGIC = re.compile(r"%%(\w+)")
_NOT_PYTHON = re.compile(
    r"""
    \s*(?: [%!?]                            # %magic, !command, ?name
         | [\w.,\s\[\]'"]+ = \s* [%!]       # files = !ls
         | .* \?\s*$                        # name?
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Cell:
    """One run of a cell: its number in the notebook (`In [number]`) and its text as it was written.

    `until` is the line at which it stopped with an error; None where it ran to its end.
    """

    number: int
    text: str
    until: int | None = None


@dataclass(frozen=True)
class Code:
    """The Python of a cell: its statements, and the lines that their positions count."""

    statements: tuple[ast.stmt, ...]
    lines: tuple[str, ...]


def code_of(cell: Cell) -> Code:
    """What a cell did in the names of the notebook; nothing where it was no Python.

    A line stays in its place, so that line numbers are those of the cell. What came after an error
    was not run.
    """
    found = _parsed(_python_lines(cell.text))
    if cell.until is None:
        return found
    ran = [s for s in found.statements if (s.end_lineno or s.lineno) < cell.until]
    return Code(tuple(ran), found.lines)


def _python_lines(text: str) -> list[str]:
    """The lines of the cell, those of cell magics empty; none where the body does not run here."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    while first < len(lines) and (magic := _CELL_MAGIC.match(lines[first])):
        if magic[1] not in _RUN_HERE:
            return []
        lines[first] = ""
        first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    indented = first < len(lines) and lines[first][:1].isspace()
    return textwrap.dedent("\n".join(lines)).split("\n") if indented else lines


def _parsed(lines: Sequence[str]) -> Code:
    """The statements, with every line that is none taken out; nothing of a broken cell was run."""
    kept = list(lines)
    for _ in range(len(kept) + 1):
        try:
            tree = _compiled("\n".join(kept) + "\n")
        except SyntaxError as error:
            if not _without(kept, error.lineno or 0):
                break
        except (ValueError, MemoryError, RecursionError):
            break
        else:
            return Code(tuple(tree.body), tuple(kept))
    return Code((), ())


def _compiled(text: str) -> ast.Module:
    """The syntax tree of what Python accepts as a cell; raises as `compile` does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the notebook has warned when the cell was run
        tree = ast.parse(text)
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compile(tree, "cell", "exec", flags=flags, dont_inherit=True)
    return tree


def _without(lines: list[str], number: int) -> bool:
    """Take out the line of this number, with those that continue it, if it is not Python."""
    place = number - 1
    if not 0 <= place < len(lines) or not _NOT_PYTHON.match(lines[place]):
        return False
    indent = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
    continued = lines[place].endswith("\\")
    lines[place] = indent + "pass"
    while continued and place + 1 < len(lines):
        place += 1
        continued = lines[place].endswith("\\")
        lines[place] = ""
    return True
