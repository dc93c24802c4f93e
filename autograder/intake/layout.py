"""Where exercises may lie in a submission, and which of its members is which exercise."""

from __future__ import annotations

from collections import Counter
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
        return top_of(self.root)


@dataclass(frozen=True)
class Layout:
    """Exercises are UNIT/NAME.py: at the top, in `assignments`, or so in one folder at the top.

    Upper and lower case are not told apart here, as on many a file system.
    """

    exercises: dict[Parts, Exercise]
    units: frozenset[str]
    by_name: dict[str, Exercise]

    @classmethod
    def of(cls, exercises: Iterable[Exercise]) -> Layout:
        """The layout of submissions that may hold `exercises`."""
        found = {_folded(tuple(e.path.split("/"))): e for e in exercises}
        often = Counter(name for _, name in found)
        alone = {name: e for (_, name), e in found.items() if often[name] == 1}
        return cls(found, frozenset(unit for unit, _ in found), alone)

    def place(self, parts: Parts) -> Place | None:
        """Which exercise's place a path is, if any."""
        root, tail = parts[:-2], parts[-2:]
        exercise = self.exercises.get(_folded(tail))
        if exercise is None or not self.is_root(root):
            return None
        return Place(exercise, root, exact="/".join(tail) == exercise.path)

    def loose_place(self, parts: Parts) -> Place | None:
        """Which exercise a file is that lies beside the units' folders: by its name alone."""
        exercise = self.by_name.get(parts[-1].casefold())
        if exercise is None or not self.is_root(parts[:-1]):
            return None
        return Place(exercise, parts[:-1], exact=parts[-1] == f"{exercise.name}.py")

    def root_around(self, parts: Parts) -> Parts | None:
        """The folder of units that a file lies in, or in one of whose units."""
        folder = parts[:-1]
        root = folder[:-1] if self.is_unit(folder) else folder
        return root if self.is_root(root) else None

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


def top_of(root: Parts) -> str:
    """The one more folder around a folder of units; empty where none is."""
    return "" if root in OUTER else root[0]


def _folded(parts: Parts) -> Parts:
    return tuple(part.casefold() for part in parts)
