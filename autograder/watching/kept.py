"""Answers that are kept for a session: cases are drawn once, and the reference is asked once.

Only the submission runs on each save. Fixed meanwhile: the seed, so the cases of each property and
what should be seen on them, until one of the kit's own files changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from autograder.exercise import Exercise
from autograder.grading.answers import Answers, ClosingOracle, Oracle
from autograder.grading.gap import TargetGapError
from autograder.oracle.solutions import Solutions
from autograder.property import Property
from autograder.target import Target
from autograder.wire.codec import encode
from autograder.wire.messages import Case
from autograder.wire.record import Observation
from autograder.worker.source import WorkerSource

T = TypeVar("T")
Key = tuple[object, ...]


@dataclass
class Kept:
    """What was found out so far, by what was asked; `check` may raise before anything is asked."""

    check: Callable[[], None]
    known: dict[Key, object] = field(default_factory=dict)

    def get(self, key: Key, find: Callable[[], T]) -> T:
        """What is known of a key; found out where it is not. A gap of the simulation is kept."""
        self.check()
        if key not in self.known:
            try:
                self.known[key] = find()
            except TargetGapError as gap:
                self.known[key] = gap
        found = self.known[key]
        if isinstance(found, TargetGapError):
            raise found
        return found  # type: ignore[return-value]

    def forget(self, exercises: Iterable[Exercise]) -> None:
        """Let go of what is known of some exercises."""
        gone = set(exercises)
        self.known = {key: found for key, found in self.known.items() if not gone & set(key)}


class KeptOracle:
    """An oracle that is asked each question once; what it takes to ask is made when it is needed.

    `prefix` tells the questions of this oracle from others that are kept in the same place.
    """

    def __init__(
        self,
        kept: Kept,
        prefix: Key,
        solutions: Solutions,
        make: Callable[[], Oracle | ClosingOracle],
    ) -> None:
        self.solutions = solutions
        self._kept = kept
        self._prefix = prefix
        self._make = make
        self._made: Oracle | ClosingOracle | None = None

    def expected_all(self, prop: Property, cases: Sequence[Case], seed: int) -> list[Observation]:
        """What the reference shows on each case."""
        key = (*self._prefix, prop.name, len(cases), encode(cases[0]) if cases else b"", seed)
        return self._kept.get(key, lambda: self.inner.expected_all(prop, cases, seed))

    def expected(self, prop: Property, case: Case, seed: int) -> Observation:
        """What the reference shows on a case."""
        key = (*self._prefix, prop.name, encode(case), seed)
        return self._kept.get(key, lambda: self.inner.expected(prop, case, seed))

    def mistaken(self, name: str, prop: Property, case: Case, seed: int) -> Observation:
        """What the misconception called `name` shows on a case."""
        key = (*self._prefix, prop.name, encode(case), seed, name)
        return self._kept.get(key, lambda: self.inner.mistaken(name, prop, case, seed))

    def close(self) -> None:
        """Let go of what was needed to ask."""
        if self._made is not None and hasattr(self._made, "close"):
            self._made.close()
        self._made = None

    @property
    def inner(self) -> Oracle | ClosingOracle:
        """The oracle that is asked what is not known yet."""
        if self._made is None:
            self._made = self._make()
        return self._made


@dataclass(frozen=True)
class KeptAnswers:
    """The answers of a house or a deck, each asked for once.

    With `shrinks` smaller cases than the drawn ones are looked for; without, the smallest of those
    that were drawn is shown, which takes no time.
    """

    answers: Answers
    kept: Kept
    shrinks: bool = False

    @property
    def live(self) -> bool:
        """Whether smaller cases than the given ones can be asked for."""
        return self.shrinks and self.answers.live

    @property
    def digest(self) -> str:
        """Which deck it is; empty where none is."""
        return self.answers.digest

    @property
    def file(self) -> str:
        """The deck's file; empty where there is none."""
        return self.answers.file

    def properties(self, exercise: Exercise) -> dict[str, Property]:
        """The properties of an exercise, by name."""
        key = ("properties", exercise)
        return self.kept.get(key, lambda: self.answers.properties(exercise))

    def oracle(self, exercise: Exercise) -> KeptOracle:
        """What should be seen without an accelerator."""
        inner = self.kept.get(("oracle", exercise), lambda: self.answers.oracle(exercise))
        return KeptOracle(self.kept, (exercise, Target.CPU), inner.solutions, lambda: inner)

    def on_target(
        self,
        exercise: Exercise,
        solutions: Solutions,
        properties: Mapping[str, Property],
        workers: WorkerSource,
        target: Target,
    ) -> KeptOracle:
        """What should be seen on a target."""

        def make() -> ClosingOracle:
            return self.answers.on_target(exercise, solutions, properties, workers, target)

        return KeptOracle(self.kept, (exercise, target), solutions, make)

    def cases(self, prop: Property, oracle: Oracle, seed: int, most: int) -> tuple[int, list[Case]]:
        """The cases of a property, the smallest first, and the seed of its runs."""

        def draw() -> tuple[int, list[Case]]:
            inner = oracle.inner if isinstance(oracle, KeptOracle) else oracle
            own, cases = self.answers.cases(prop, inner, seed, most)
            return own, sorted(cases, key=lambda case: len(encode(case)))

        return self.kept.get(("cases", prop, seed, most), draw)

    def shrink(
        self,
        prop: Property,
        fails: Callable[[Case], bool],
        known: dict[bytes, bool],
        *,
        seed: int,
        examples: int,
    ) -> Case | None:
        """A smaller case that fails, if there is one: looked for anew each time."""
        return self.answers.shrink(prop, fails, known, seed=seed, examples=examples)
