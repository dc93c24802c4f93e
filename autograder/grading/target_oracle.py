"""What the solutions show on a target that the grader itself never has, asked of workers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from autograder.exercise import Exercise, House
from autograder.grading.attempt import Attempt, exercise_seconds, read_observation
from autograder.grading.gap import TargetGapError, is_gap, is_lost
from autograder.mutation.mutants import without_marks
from autograder.oracle.reference import check_contract
from autograder.oracle.solutions import Solutions
from autograder.property import Property, companions_of
from autograder.target import Target
from autograder.wire.codec import MalformedFrameError
from autograder.wire.messages import Case, Load
from autograder.wire.record import Observation
from autograder.worker.client import UnreachedError, WorkerDiedError
from autograder.worker.source import WorkerSource


class TargetOracle:
    """Answers with what the reference of one exercise does on a target.

    The reference and each misconception get a worker of their own, which no submission is in; all
    of them are given back with `close`. Every question may raise TargetGapError.
    """

    def __init__(
        self,
        house: House,
        exercise: Exercise,
        solutions: Solutions,
        properties: dict[str, Property],
        workers: WorkerSource,
        target: Target,
    ) -> None:
        self.solutions = solutions
        self._exercise = exercise
        self._properties = properties
        self._workers = workers
        self._target = target
        self._text = without_marks(house.reference(exercise).read_text(encoding="utf-8"))
        self._attempts: dict[str, Attempt] = {}

    def expected_all(self, prop: Property, cases: Sequence[Case], seed: int) -> list[Observation]:
        """What the reference shows on each case; raises OracleError as the live oracle does."""
        found = self.shown(self.solutions.symbol, prop, cases, seed)
        for observation in found:
            if is_gap(observation):
                raise TargetGapError(observation.raised.message if observation.raised else "")
            check_contract(prop, observation)
        return found

    def expected(self, prop: Property, case: Case, seed: int) -> Observation:
        """What the reference shows on one case."""
        return self.expected_all(prop, [case], seed)[0]

    def mistaken(self, name: str, prop: Property, case: Case, seed: int) -> Observation:
        """What the misconception called `name` shows on a case; nothing where it dies of it."""
        with suppress(TargetGapError):
            return self.shown(name, prop, [case], seed)[0]
        return Observation()

    def shown(
        self, name: str, prop: Property, cases: Sequence[Case], seed: int
    ) -> list[Observation]:
        """What the solution that is defined as `name` shows on each case."""
        if not self._workers.many:
            for other, attempt in self._attempts.items():
                if other != name:
                    attempt.close()
        if name not in self._attempts:
            self._attempts[name] = self._loaded(name, self._text)
        return self._ask(self._attempts[name], prop, cases, seed)

    def shown_by(
        self, text: str, prop: Property, cases: Sequence[Case], seed: int
    ) -> list[Observation]:
        """What a changed text of the reference shows on each case, in a worker of its own."""
        attempt = self._loaded(self.solutions.symbol, text)
        try:
            return self._ask(attempt, prop, cases, seed)
        finally:
            attempt.discard()

    @staticmethod
    def _ask(
        attempt: Attempt, prop: Property, cases: Sequence[Case], seed: int
    ) -> list[Observation]:
        try:
            attempt.begin(prop, seed, cases, 1.0)
            found, died = attempt.finish(prop, 1.0)
            if died is not None:
                raise died
            observations = [read_observation(data) for data in found]
            if any(is_lost(observation) for observation in observations):
                attempt.discard()
            return observations
        except (WorkerDiedError, MalformedFrameError) as error:
            raise TargetGapError(f"{prop.exercise} does not run there: {error}") from error

    def close(self) -> None:
        """Give the workers back."""
        for attempt in self._attempts.values():
            attempt.close()
        self._attempts.clear()

    def _loaded(self, name: str, text: str) -> Attempt:
        companions = companions_of(self._properties)
        exercise = self._exercise
        request = Load(
            text,
            exercise.path,
            exercise.name,
            name,
            companions,
            target=self._target,
            unit=exercise.unit,
        )
        # Shrinking and diagnosing ask often; what a submission may take bounds all of it.
        seconds = 10 * exercise_seconds(self._properties.values())
        attempt = Attempt(self._workers, request, seconds=seconds)
        try:
            loaded = attempt.load()
        except (UnreachedError, WorkerDiedError) as error:
            raise TargetGapError(f"{name} cannot be loaded there: {error}") from error
        if loaded.raised or loaded.missing:
            said = loaded.raised.message if loaded.raised else loaded.missing
            attempt.discard()
            raise TargetGapError(f"{name} cannot be loaded there: {said}")
        return attempt
