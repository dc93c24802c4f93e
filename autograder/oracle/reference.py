"""The live oracle: runs the reference, and the misconceptions, of an exercise in the grader."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from autograder.child.confine import accelerators_hidden
from autograder.exercise import Exercise, House
from autograder.implementation import Implementation
from autograder.loading import load_by_path
from autograder.observation.run import observe
from autograder.oracle.solutions import OracleError, Solutions
from autograder.property import Property
from autograder.solutions import Alternative, Misconception
from autograder.wire.messages import Case
from autograder.wire.record import Observation

S = TypeVar("S", Alternative, Misconception)


def load_solutions(path: Path, exercise: Exercise) -> Solutions:
    """Load a reference file; raises OracleError, saying what is wrong with it."""
    try:
        with accelerators_hidden():
            module = load_by_path(path, f"reference_{exercise.name}")
    except (Exception, SystemExit) as error:
        raise OracleError(f"{path} cannot be loaded: {type(error).__name__}: {error}") from error
    values = vars(module)
    own = {n: v for n, v in values.items() if getattr(v, "__module__", None) == module.__name__}
    name = exercise.defined_in(own)
    if name is None:
        raise OracleError(f"{path} does not define {exercise.name}.")
    whole = Implementation(own[name], {n: v for n, v in own.items() if n != name})

    def completed(solution: S) -> S:
        implementation = whole.replaced(solution.of, solution.implementation)
        return replace(solution, implementation=implementation)

    return Solutions(
        name,
        ", ".join(inspect.signature(own[name]).parameters),
        whole,
        tuple(completed(v) for v in values.values() if isinstance(v, Alternative)),
        tuple(completed(v) for v in values.values() if isinstance(v, Misconception)),
        dict(values.get("EQUIVALENT", {})),
    )


@dataclass(frozen=True)
class ReferenceOracle:
    """Answers with what the reference of one exercise does."""

    solutions: Solutions

    @classmethod
    def of(cls, house: House, exercise: Exercise) -> ReferenceOracle:
        """Load the reference of an exercise; raises OracleError."""
        return cls(load_solutions(house.reference(exercise), exercise))

    def expected(self, prop: Property, case: Case, seed: int) -> Observation:
        """What the reference shows on a case.

        Raises OracleError where it raises an exception that the property does not name as part of
        the contract: that is a fault of the reference or of the property.
        """
        observation = observe(prop, self.solutions.reference, case, seed=seed)
        check_contract(prop, observation)
        return observation

    def expected_all(self, prop: Property, cases: Sequence[Case], seed: int) -> list[Observation]:
        """What the reference shows on each case; raises as `expected` does."""
        return [self.expected(prop, case, seed) for case in cases]

    def mistaken(self, name: str, prop: Property, case: Case, seed: int) -> Observation:
        """What the misconception called `name` shows on a case."""
        chosen = next(m for m in self.solutions.misconceptions if m.name == name)
        return observe(prop, chosen.implementation, case, seed=seed)


def check_contract(prop: Property, observation: Observation) -> None:
    """Raise OracleError where a reference raised what the property does not promise."""
    raised = observation.raised
    if raised is None:
        return
    if observation.unusable or not {kind.__name__ for kind in prop.raises} & set(raised.types):
        raise OracleError(
            f"the reference of {prop.exercise} raised {raised.type} in {prop.name}, which is "
            f"not in its `raises`: {raised.message}"
        )
