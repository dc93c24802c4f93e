"""The oracle of a deck: it answers with what was recorded, and knows no other case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from autograder.implementation import Implementation
from autograder.language import N_
from autograder.oracle.deck import (
    UNKNOWN,
    Deck,
    DeckError,
    RecordedExercise,
    RecordedProperty,
    target_of,
)
from autograder.oracle.solutions import Solutions
from autograder.property import Property
from autograder.solutions import Misconception
from autograder.target import Target
from autograder.wire.codec import MalformedFrameError, decode, encode
from autograder.wire.messages import CASE, OBSERVATION, Case
from autograder.wire.record import Observation


class DeckOracle:
    """Answers about one exercise with what its deck says of a target; raises DeckError."""

    def __init__(self, deck: Deck, exercise: RecordedExercise, target: Target) -> None:
        self._deck = deck
        self._target = target
        self._properties = {prop.name: prop for prop in exercise.properties}
        self.solutions = Solutions(
            exercise.symbol,
            exercise.parameters,
            Implementation(None),
            (),
            tuple(Misconception(m.name, None, m.en, m.zh) for m in exercise.mistakes),
        )

    def cases(self, prop: Property) -> tuple[int, list[Case]]:
        """The seed of a property, and its cases, the smallest first."""
        recorded = self._recorded(prop)
        try:
            return recorded.seed, [decode(self._deck.data(i), CASE) for i in recorded.cases]
        except MalformedFrameError as error:
            raise DeckError(
                N_("The deck holds a case that cannot be read: {error}"), error=error
            ) from error

    def expected_all(self, prop: Property, cases: Sequence[Case], seed: int) -> list[Observation]:
        """What the reference has shown on each case."""
        return [self.expected(prop, case, seed) for case in cases]

    def expected(self, prop: Property, case: Case, seed: int) -> Observation:  # noqa: ARG002
        """What the reference has shown on a case."""
        recorded = self._recorded(prop)
        there = recorded.expected.get(target_of(recorded, self._target), ())
        found = self._observation(there, self._place(prop.name, case))
        if found is None:
            raise DeckError(
                N_("The deck knows no answer to a case of {name}. Get it again."), name=prop.name
            )
        return found

    def mistaken(self, name: str, prop: Property, case: Case, seed: int) -> Observation:  # noqa: ARG002
        """What a misconception has shown on a case; nothing where it was not recorded."""
        recorded = self._recorded(prop)
        there = recorded.mistaken.get(name, {}).get(target_of(recorded, self._target), ())
        found = self._observation(there, self._place(prop.name, case))
        return found if found is not None else Observation(unusable=True)

    def close(self) -> None:
        """Nothing is held."""

    def _recorded(self, prop: Property) -> RecordedProperty:
        if prop.name not in self._properties:
            raise DeckError(N_("The deck knows no property {name}. Get it again."), name=prop.name)
        return self._properties[prop.name]

    def _place(self, name: str, case: Case) -> int:
        return self._places[name].get(encode(case), UNKNOWN)

    @cached_property
    def _places(self) -> Mapping[str, Mapping[bytes, int]]:
        return {
            name: {self._deck.data(place): i for i, place in enumerate(recorded.cases)}
            for name, recorded in self._properties.items()
        }

    def _observation(self, places: Sequence[int], i: int) -> Observation | None:
        if not 0 <= i < len(places) or places[i] == UNKNOWN:
            return None
        try:
            found: Observation = decode(self._deck.data(places[i]), OBSERVATION)
        except MalformedFrameError as error:
            raise DeckError(
                N_("The deck holds what cannot be read: {error}"), error=error
            ) from error
        return found
