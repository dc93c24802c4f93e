"""The kit's own files, of which an author may save one while a session goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.exercise import Exercise, House
from autograder.watching.texts import Stamp, stamp


@dataclass(frozen=True)
class Change:
    """What was saved: of which exercises the properties, of which others the reference.

    `lessons` tells that a lesson was, `others` that exercises came or went.
    """

    properties: tuple[Exercise, ...] = ()
    references: tuple[Exercise, ...] = ()
    lessons: bool = False
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.properties or self.references or self.lessons or self.others)


@dataclass
class KitFiles:
    """Looks for what was saved of the kit's own files; `deck` is one that stands for them."""

    house: House
    exercises: Sequence[Exercise]
    deck: Path | None = None
    _stamps: dict[Path, Stamp] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._changed(self._all())

    def look(self) -> Change:
        """What has changed since the last look."""
        changed = self._changed(self._all())
        if not changed:
            return Change()
        decked = self.deck in changed
        return Change(
            tuple(e for e in self.exercises if decked or self.house.properties(e) in changed),
            tuple(e for e in self.exercises if self.house.reference(e) in changed),
            any(path.suffix == ".md" for path in changed),
            any(path.suffix == "" for path in changed),
        )

    def _all(self) -> Iterable[Path]:
        folders = set()
        for exercise in self.exercises:
            properties = self.house.properties(exercise)
            folders.add(properties.parent)
            yield properties
            yield self.house.reference(exercise)
        yield from folders
        for unit in {exercise.unit for exercise in self.exercises}:
            yield self.house.lesson_file(unit, "en")
            yield self.house.lesson_file(unit, "zh")
        if self.deck is not None:
            yield self.deck

    def _changed(self, paths: Iterable[Path]) -> set[Path]:
        found = {path: stamp(path) for path in paths}
        changed = {path for path, now in found.items() if now != self._stamps.get(path)}
        self._stamps = found
        return changed
