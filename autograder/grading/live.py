"""The answers of the author's house: Hypothesis draws the cases, and the reference answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from autograder.exercise import Exercise, House
from autograder.grading.answers import Oracle
from autograder.grading.explore import draw_cases, property_seed, shrink_case
from autograder.grading.target_oracle import TargetOracle
from autograder.loading import load_properties
from autograder.oracle.reference import ReferenceOracle
from autograder.oracle.solutions import Solutions
from autograder.property import Property
from autograder.target import Target
from autograder.wire.messages import Case
from autograder.worker.source import WorkerSource


@dataclass(frozen=True)
class LiveAnswers:
    """The author's house: Hypothesis draws the cases, and the reference answers."""

    house: House
    live: bool = True
    digest: str = ""
    file: str = ""

    def properties(self, exercise: Exercise) -> dict[str, Property]:
        """The properties in the exercise's file; raises what that raises."""
        return load_properties(self.house.properties(exercise))

    def oracle(self, exercise: Exercise) -> ReferenceOracle:
        """The reference; raises OracleError."""
        return ReferenceOracle.of(self.house, exercise)

    def on_target(
        self,
        exercise: Exercise,
        solutions: Solutions,
        properties: Mapping[str, Property],
        workers: WorkerSource,
        target: Target,
    ) -> TargetOracle:
        """The reference in workers that have the target."""
        return TargetOracle(self.house, exercise, solutions, dict(properties), workers, target)

    def cases(self, prop: Property, oracle: Oracle, seed: int, most: int) -> tuple[int, list[Case]]:  # noqa: ARG002
        """Draw cases, the same ones from the same seed."""
        own = property_seed(seed, prop)
        return own, draw_cases(prop, seed=own, examples=most)

    def shrink(
        self,
        prop: Property,
        fails: Callable[[Case], bool],
        known: dict[bytes, bool],
        *,
        seed: int,
        examples: int,
    ) -> Case | None:
        """Let Hypothesis look for a smaller case that fails."""
        return shrink_case(prop, fails, known, seed=seed, examples=examples)
