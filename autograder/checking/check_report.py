"""The record of a check: what was tried on each exercise, and what is wrong with it."""

from __future__ import annotations

import msgspec

SCHEMA_VERSION = 1
NAMED_LEAST = 0.95  # of the misconceptions, over everything that was checked
KILLED_LEAST = 0.97  # of the mutants, over everything that was checked


class Survivor(msgspec.Struct, frozen=True):
    """A mutant that every property let pass: to be caught, or declared equivalent."""

    operator: str
    line: int
    diff: str


class ExerciseCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What came of checking one exercise; `problems` and `notes` are sentences.

    `right` solutions are the reference and its alternatives. A misconception is `caught` that
    fails from every seed, and `named` that is diagnosed as itself from every seed. `mutants` are
    those that were tried; `equivalent` ones are set aside beforehand.
    """

    unit: str
    name: str
    points: int = 0
    properties: int = 0
    right: int = 0
    right_passed: int = 0
    misconceptions: int = 0
    caught: int = 0
    named: int = 0
    mutants: int = 0
    killed: int = 0
    equivalent: int = 0
    survivors: tuple[Survivor, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one run of `check`; `complete` is false where it was stopped before its end."""

    schema_version: int = SCHEMA_VERSION
    seed: int
    seconds: float
    complete: bool = True
    exercises: tuple[ExerciseCheck, ...] = ()

    def total(self, count: str) -> int:
        """The sum of one count over all exercises."""
        return sum(getattr(exercise, count) for exercise in self.exercises)

    def share(self, part: str, whole: str) -> float:
        """One count as a share of another; 1 where there is nothing."""
        return self.total(part) / (self.total(whole) or 1) if self.total(whole) else 1.0

    @property
    def fit(self) -> bool:
        """Whether all of it may be graded with."""
        return (
            self.complete
            and not any(exercise.problems for exercise in self.exercises)
            and self.share("named", "misconceptions") >= NAMED_LEAST
            and self.share("killed", "mutants") >= KILLED_LEAST
        )
