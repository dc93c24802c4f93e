"""Which exercises of a notebook are graded, and the source of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.cells.cell import Cell
from autograder.cells.exercises import names_of
from autograder.cells.source import Source, SourceError, bound_names, last_given, source_of
from autograder.cells.statements import Statement, statements_of
from autograder.exercise import Exercise, House
from autograder.language import N_


@dataclass(frozen=True)
class Notebook:
    """What has been run of a notebook, and what its kernel holds under each name."""

    cells: Sequence[Cell]
    names: Mapping[str, Any]


def submitted(
    house: House, notebook: Notebook, names: Sequence[str], *, only: int | None = None
) -> dict[Exercise, Source]:
    """The source of each exercise that is named; of all that cells define, where none is.

    Of a unit those count that are there; `only` is the cell that counts where none is named. Raises
    SaidError: where an exercise is not defined by a cell, or none is.
    """
    statements = statements_of(notebook.cells)
    bound = bound_names(statements)
    definitions = bound_names([s for s in statements if only in (None, s.cell)], definitions=True)
    chosen = {
        exercise: names_of(house, exercise, bound)
        for exercise in _chosen(house, names, definitions if not names else bound)
    }
    if not chosen:
        raise SourceError(
            N_("No cell that ran defines {name}. Write it in a cell, run the cell, then grade."),
            name=" ".join(names) or house.exercises[0].name,
        )
    for wanted in chosen.values():
        _check_kernel(statements, wanted[0], notebook.names)
    return {e: source_of(statements, wanted) for e, wanted in chosen.items()}


def _chosen(house: House, names: Sequence[str], defined: Sequence[str]) -> list[Exercise]:
    """Exercises that are named singly are graded whatever there is, those of units if they are."""
    chosen: dict[Exercise, None] = {}
    for group in [house.select([name]) for name in names] or [house.exercises]:
        single = bool(names) and len({exercise.name for exercise in group}) == 1
        for exercise in group:
            if single or exercise.defined_in(defined) is not None:
                chosen[exercise] = None
    return [exercise for exercise in house.exercises if exercise in chosen]


def _check_kernel(statements: Sequence[Statement], name: str, names: Mapping[str, Any]) -> None:
    """Raise SourceError where the kernel holds something else than what the cells define."""
    last = last_given(statements, name)
    if last is None or last.is_import:
        return  # the source will be refused
    if name not in names:
        raise SourceError(
            N_("{name} is gone (In [{cell}] defined it). Run that cell again, then grade."),
            name=name,
            cell=last.cell,
        )
    decorated = getattr(last.node, "decorator_list", ())
    module = getattr(names[name], "__module__", None)
    if last.is_definition and not decorated and module != "__main__":
        raise SourceError(
            N_("{name} is by now another than the one in In [{cell}]. Run that cell again."),
            name=name,
            cell=last.cell,
        )
