"""Which names cells have to define for an exercise to be there."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from autograder.exercise import Exercise, House


def names_of(house: House, exercise: Exercise, bound: Sequence[str]) -> list[str]:
    """The names that an exercise's file has to define, its own first; its stub tells them."""
    try:
        tree = ast.parse(house.stub(exercise).read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        tree = ast.Module([], [])
    kinds = ast.FunctionDef | ast.ClassDef
    stub = [n.name for n in tree.body if isinstance(n, kinds) and not n.name.startswith("_")]
    own = exercise.defined_in(stub) or exercise.defined_in(bound) or exercise.name
    return list(dict.fromkeys([own, *stub]))
