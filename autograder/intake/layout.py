"""Where exercises may lie in a submission, and which of its members is which exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.exercise import ASSIGNMENTS, Exercise

Parts = tuple[str, ...]
OUTER = ((), (ASSIGNMENTS,))
_METADATA = "__MACOSX"  # what the Finder adds to its archives


@dataclass(frozen=True)
class Place:
    """A path that is an exercise's: below which folder, and whether it is spelt as it should be."""

    exercise: Exercise
    root: Parts
    exact: bool

    @property
    def top(self) -> str:
        """The one more folder around everything, as round a repository; empty where none is."""
        return "" if self.root in OUTER else self.root[0]


@dataclass(frozen=True)
class Layout:
    """Exercises are UNIT/NAME.py: at the top, in `assignments`, or so in one folder at the top.

    Upper and lower case are not told apart here, as on many a file system.
    """

    exercises: dict[Parts, Exercise]
    units: frozenset[str]

    @classmethod
    def of(cls, exercises: Iterable[Exercise]) -> Layout:
        """The layout of submissions that may hold `exercises`."""
        found = {_folded(tuple(e.path.split("/"))): e for e in exercises}
        return cls(found, frozenset(unit for unit, _ in found))

    def place(self, parts: Parts) -> Place | None:
        """Which exercise's place a path is, if any."""
        root, tail = parts[:-2], parts[-2:]
        exercise = self.exercises.get(_folded(tail))
        if exercise is None or not self.is_root(root):
            return None
        return Place(exercise, root, exact="/".join(tail) == exercise.path)

    def is_root(self, parts: Parts) -> bool:
        """Whether units may lie in this folder."""
        if parts in OUTER:
            return True
        if parts[0].startswith(".") or parts[0] == _METADATA:
            return False
        return len(parts) == 1 or parts[1:] == (ASSIGNMENTS,)

    def is_unit(self, parts: Parts) -> bool:
        """Whether exercises may lie in this folder."""
        return bool(parts) and parts[-1].casefold() in self.units and self.is_root(parts[:-1])

    def leads_on(self, parts: Parts, *, inner: bool) -> bool:
        """Whether a folder can lead to exercises; with `inner` also below one more folder."""
        if inner:
            return self.is_root(parts) or self.is_unit(parts)
        return parts in OUTER or (self.is_unit(parts) and parts[:-1] in OUTER)

    def hidden_by(self, parts: Parts) -> Iterator[Place]:
        """The exercises whose place is not to be seen when this is no ordinary folder."""
        if self.is_unit(parts):
            unit = parts[-1].casefold()
            for path, exercise in self.exercises.items():
                if path[0] == unit:
                    yield Place(exercise, parts[:-1], exact=True)
        elif parts and parts[-1] == ASSIGNMENTS and self.is_root(parts):
            for exercise in self.exercises.values():
                yield Place(exercise, parts, exact=True)


def _folded(parts: Parts) -> Parts:
    return tuple(part.casefold() for part in parts)
