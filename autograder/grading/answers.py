"""Where properties, cases and expected observations come from; a deck is one such place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from autograder.exercise import Exercise, House
from autograder.language import N_
from autograder.oracle.deck import Deck, DeckError, RecordedExercise, fingerprint
from autograder.oracle.replay import DeckOracle
from autograder.oracle.solutions import Solutions
from autograder.property import Property
from autograder.target import Target
from autograder.wire.messages import Case
from autograder.wire.record import Observation
from autograder.worker.source import WorkerSource


class Oracle(Protocol):
    """Answers about one exercise; raises OracleError, DeckError or TargetGapError."""

    @property
    def solutions(self) -> Solutions:
        """What is known of the solutions."""

    def expected_all(self, prop: Property, cases: Sequence[Case], seed: int) -> list[Observation]:
        """What the reference shows on each case."""

    def expected(self, prop: Property, case: Case, seed: int) -> Observation:
        """What the reference shows on a case."""

    def mistaken(self, name: str, prop: Property, case: Case, seed: int) -> Observation:
        """What the misconception called `name` shows on a case."""


class ClosingOracle(Oracle, Protocol):
    """An oracle that may hold workers."""

    def close(self) -> None:
        """Let go of them."""


class Answers(Protocol):
    """All that a grader has to know of exercises."""

    @property
    def live(self) -> bool:
        """Whether smaller cases than the given ones can be asked for."""

    @property
    def digest(self) -> str:
        """Which deck it is; empty where none is."""

    @property
    def file(self) -> str:
        """The deck's file; empty where there is none."""

    def properties(self, exercise: Exercise) -> dict[str, Property]:
        """The properties of an exercise, by name."""

    def oracle(self, exercise: Exercise) -> Oracle:
        """What should be seen without an accelerator."""

    def on_target(
        self,
        exercise: Exercise,
        solutions: Solutions,
        properties: Mapping[str, Property],
        workers: WorkerSource,
        target: Target,
    ) -> ClosingOracle:
        """What should be seen on a target; `workers` can be asked where the answers live."""

    def cases(self, prop: Property, oracle: Oracle, seed: int, most: int) -> tuple[int, list[Case]]:
        """The cases of a property, and the seed of its runs."""

    def shrink(
        self,
        prop: Property,
        fails: Callable[[Case], bool],
        known: dict[bytes, bool],
        *,
        seed: int,
        examples: int,
    ) -> Case | None:
        """A smaller case for which `fails` holds, if there is one; only asked for where `live`.

        `known` says of encoded cases whether they fail; it is added to.
        """


@dataclass(frozen=True)
class DeckAnswers:
    """A deck: recorded cases, and what was seen on them; `file` is how the user named it."""

    house: House
    deck: Deck
    file: str
    live: bool = False

    @property
    def digest(self) -> str:
        """Which deck it is."""
        return self.deck.digest

    def properties(self, exercise: Exercise) -> dict[str, Property]:
        """The recorded properties; raises DeckError where the probes are others by now."""
        recorded = self._recorded(exercise)
        if recorded.probes != fingerprint(self.house.properties(exercise)):
            raise DeckError(
                N_(
                    "The deck was recorded with other properties of {name}. Get a deck and a kit "
                    "of the same version."
                ),
                name=exercise.name,
            )
        return {prop.name: prop.as_property(exercise.name) for prop in recorded.properties}

    def oracle(self, exercise: Exercise) -> DeckOracle:
        """What was recorded without an accelerator."""
        return DeckOracle(self.deck, self._recorded(exercise), Target.CPU)

    def on_target(
        self,
        exercise: Exercise,
        solutions: Solutions,  # noqa: ARG002
        properties: Mapping[str, Property],  # noqa: ARG002
        workers: WorkerSource,  # noqa: ARG002
        target: Target,
    ) -> DeckOracle:
        """What was recorded on a target."""
        return DeckOracle(self.deck, self._recorded(exercise), target)

    def cases(self, prop: Property, oracle: Oracle, seed: int, most: int) -> tuple[int, list[Case]]:  # noqa: ARG002
        """The recorded cases, the smallest first."""
        if not isinstance(oracle, DeckOracle):
            raise TypeError("the cases of a deck belong to its own oracle")
        own, cases = oracle.cases(prop)
        return own, cases[:most]

    def shrink(
        self,
        prop: Property,  # noqa: ARG002
        fails: Callable[[Case], bool],  # noqa: ARG002
        known: dict[bytes, bool],  # noqa: ARG002
        *,
        seed: int,  # noqa: ARG002
        examples: int,  # noqa: ARG002
    ) -> Case | None:
        """Nothing: a deck knows no other cases."""
        return None

    def _recorded(self, exercise: Exercise) -> RecordedExercise:
        found = self.deck.exercises.get(exercise.path)
        if found is None:
            raise DeckError(
                N_(
                    "The deck holds nothing of {name}. Record one that does, or leave the "
                    "exercise out."
                ),
                name=exercise.name,
            )
        return found
