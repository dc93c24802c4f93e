"""The recipe of a class: all that decides a grade besides the submission."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import msgspec

from autograder.exercise import Exercise, House
from autograder.version import VERSION

SECONDS_AN_EXERCISE = 3.0
SECONDS_LEAST = 60.0


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody is graded on; `root` and `deck` say where that lies on this machine.

    `exercises` are paths, in the order of the course. After `seconds` nothing more of a submission
    is run. `device` is as for `targets_of`.
    """

    root: str
    deck: str
    deck_digest: str
    seed: int
    exercises: tuple[str, ...]
    kit: str
    torch: str
    device: str = "auto"
    seconds: float = SECONDS_LEAST

    @property
    def digest(self) -> str:
        """What tells it from every other recipe, wherever it lies."""
        placeless = msgspec.structs.replace(self, root="", deck="")
        return hashlib.sha256(msgspec.json.encode(placeless)).hexdigest()[:16]

    def chosen(self, house: House) -> tuple[Exercise, ...]:
        """The exercises, of a house that has them."""
        by_path = {exercise.path: exercise for exercise in house.exercises}
        return tuple(by_path[path] for path in self.exercises)


def recipe_of(
    house: House,
    exercises: Sequence[Exercise],
    deck: Path,
    *,
    digest: str,
    seed: int,
    device: str = "auto",
    seconds: float | None = None,
) -> Recipe:
    """The recipe on this machine; without `seconds`, what an honest submission stays far below."""
    return Recipe(
        root=str(house.root),
        deck=str(deck.resolve()),
        deck_digest=digest,
        seed=seed,
        exercises=tuple(exercise.path for exercise in exercises),
        kit=VERSION,
        torch=metadata.version("torch"),
        device=device,
        seconds=seconds or max(SECONDS_LEAST, SECONDS_AN_EXERCISE * len(exercises)),
    )
