"""Asking again: what passed is run once more, in another order and a fresh worker.

An answer that leans on the call before, on the order of the cases or on the time comes out
different then. Some cases come twice.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.grading.attempt import Attempt, read_observation
from autograder.grading.diagnose import Witness
from autograder.grading.failure import describe_failure
from autograder.grading.outcome import died_result, result_of, verdict_of
from autograder.grading.score_report import PropertyResult, Reason
from autograder.grading.verdict import Verdict
from autograder.property import Property
from autograder.wire.codec import MalformedFrameError, encode
from autograder.wire.messages import Case, Load
from autograder.wire.record import Observation
from autograder.worker.client import Death, WorkerDiedError
from autograder.worker.source import WorkerSource

MOST_CASES = 9  # of each property: a sample is enough, and more only costs time


@dataclass(frozen=True)
class Passed:
    """A property that a submission passed, with the cases and what was expected of them."""

    prop: Property
    seed: int
    cases: Sequence[Case]
    expected: Sequence[Observation]


@dataclass(frozen=True)
class SecondPass:
    """Asks again about one exercise: in a worker that was kept, where there are such.

    What fails there is asked once more in a fresh one, which decides.
    """

    kept: Attempt | None
    fresh: Attempt

    @classmethod
    def of(
        cls, kept: WorkerSource | None, workers: WorkerSource, request: Load, *, seconds: float
    ) -> SecondPass:
        """The second pass with workers from these sources."""
        fresh = Attempt(workers, request, seconds=seconds)
        quick = Attempt(kept, request, seconds=seconds, hurried=True) if kept else None
        return cls(quick, fresh)

    def run(
        self, passed: Sequence[Passed], source: str, *, seed: int, scale: float
    ) -> dict[str, PropertyResult]:
        """The results that changed, by name."""
        if self.kept is not None and not ask_again(
            self.kept, passed, source, seed=seed, scale=scale
        ):
            return {}
        return ask_again(self.fresh, passed, source, seed=seed, scale=scale)

    def close(self) -> None:
        """Give the workers back."""
        if self.kept is not None:
            self.kept.close()
        self.fresh.close()


def ask_again(
    attempt: Attempt, passed: Sequence[Passed], source: str, *, seed: int, scale: float
) -> dict[str, PropertyResult]:
    """Run a sample of the cases again, the last property first; the results that changed, by name.

    `attempt` must be a fresh one. Once its worker has died, the rest stays as it was.
    """
    changed: dict[str, PropertyResult] = {}
    shuffled = random.Random(seed)  # noqa: S311 - an order, not a secret
    for one in reversed(passed):
        chosen = shuffled.sample(range(len(one.cases)), min(MOST_CASES, len(one.cases)))
        chosen += chosen[: len(chosen) // 3]
        cases = [one.cases[i] for i in chosen]
        try:
            attempt.begin(one.prop, one.seed, cases, scale)
            found, died = attempt.finish(one.prop, scale)
        except WorkerDiedError as error:
            found, died = [], error
        wrong = _first_wrong(one, chosen, found)
        if wrong is not None:
            changed[one.prop.name] = _unsteady(one, wrong, source)
        elif died is not None or len(found) < len(cases):
            gone = died or WorkerDiedError(Death.PROTOCOL)
            changed[one.prop.name] = died_result(one.prop, cases, len(found), gone)
            break
    return changed


def _first_wrong(
    one: Passed, chosen: Sequence[int], found: Sequence[bytes]
) -> tuple[int, Observation] | None:
    for i, data in zip(chosen, found, strict=False):
        want = one.expected[i]
        if one.prop.calls is None and data == encode(want):
            continue
        try:
            got = read_observation(data)
        except MalformedFrameError:
            return i, Observation()
        if verdict_of(one.prop, want, got) is not Verdict.PASSED:
            return i, got
    return None


def _unsteady(one: Passed, wrong: tuple[int, Observation], source: str) -> PropertyResult:
    i, got = wrong
    witness = Witness(one.prop, one.cases[i], one.seed, got, failed=True)
    failure = describe_failure(one.prop, witness, one.expected[i], source)
    return result_of(
        one.prop, Verdict.WRONG, cases=len(one.cases), reason=Reason("unsteady"), failure=failure
    )
