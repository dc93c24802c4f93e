"""Writing a notebook again: what the kit changed, and what the instructor changed, both kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.nbgrader_course.notebook import Cell

Written = Mapping[str, Sequence[Any]]  # what the kit wrote last, by the cell's id: text, points


@dataclass(frozen=True)
class Merged:
    """The cells, and the ids of those where something has to be told.

    `clashing` cells were changed by both; `kept` are no longer the kit's, but were changed; `left
    out` are those that the instructor took away.
    """

    cells: list[Cell]
    clashing: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def written(cells: Iterable[Cell]) -> dict[str, list[Any]]:
    """What has to be remembered of cells that the kit writes."""
    return {cell["id"]: [_digest(cell), _points(cell)] for cell in cells}


def merged(mine: Sequence[Cell], before: Written, new: Sequence[Cell], *, replace: bool) -> Merged:
    """The instructor's notebook with what the kit would write now.

    Cells of the instructor's own stay where they are. Where both have changed a cell, that of the
    instructor stays, or with `replace` that of the kit.
    """
    wanted = {cell["id"]: cell for cell in new}
    found = Merged([])
    for cell in mine:
        name = cell.get("id", "")
        if name in wanted:
            found.cells.append(
                _settled(cell, before.get(name), wanted[name], found, replace=replace)
            )
        elif name not in before:
            found.cells.append(cell)
        elif _digest(cell) != before[name][0]:
            found.cells.append(cell)
            found.kept.append(name)
    for place, cell in enumerate(new):
        if cell["id"] in {there.get("id") for there in found.cells}:
            continue
        if cell["id"] in before:
            found.left_out.append(cell["id"])
        else:
            _insert(found.cells, cell, [earlier["id"] for earlier in new[:place]])
    return found


def _settled(
    mine: Cell, before: Sequence[Any] | None, new: Cell, found: Merged, *, replace: bool
) -> Cell:
    text_then, points_then = before or (None, None)
    clash = False
    cell = {**new, "metadata": {**mine.get("metadata", {}), **new["metadata"]}}
    if _digest(mine) not in (text_then, _digest(new)):
        clash = text_then != _digest(new)
        if not (clash and replace):
            cell["source"] = mine["source"]
    if _points(new) is not None and _points(mine) not in (points_then, _points(new), None):
        differ = points_then != _points(new)
        clash |= differ
        if not (differ and replace):
            marks = {**new["metadata"]["nbgrader"], "points": _points(mine)}
            cell["metadata"] = {**cell["metadata"], "nbgrader": marks}
    if clash:
        found.clashing.append(new["id"])
    return cell


def _insert(cells: list[Cell], cell: Cell, earlier: Sequence[str]) -> None:
    """Put a new cell behind the last of those that come before it."""
    places = [place for place, there in enumerate(cells) if there.get("id") in earlier]
    cells.insert(places[-1] + 1 if places else 0, cell)


def _digest(cell: Cell) -> str:
    text = "".join(cell.get("source", "")).strip()
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _points(cell: Cell) -> float | None:
    points = cell.get("metadata", {}).get("nbgrader", {}).get("points")
    return float(points) if isinstance(points, int | float) else None
