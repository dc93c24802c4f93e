"""The pool of an exercise: many cases, what each solution shows on them, who fails where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.exercise import Exercise, House
from autograder.grading.attempt import Attempt, exercise_seconds, read_observation
from autograder.grading.explore import draw_cases, property_seed
from autograder.grading.gap import TargetGapError
from autograder.grading.outcome import verdict_of
from autograder.grading.target_oracle import TargetOracle
from autograder.grading.verdict import Verdict
from autograder.mutation.mutants import Mutant, mutants_of
from autograder.observation.run import observe
from autograder.oracle.reference import ReferenceOracle
from autograder.property import Property, companions_of
from autograder.recording.choose import KILLS_LEAST
from autograder.target import Target
from autograder.wire.codec import MalformedFrameError, encode
from autograder.wire.messages import Case, Load
from autograder.wire.record import Observation
from autograder.worker.client import WorkerDiedError
from autograder.worker.source import WorkerSource

DRAWN = 120  # cases of each property, to choose from
_CHUNK = 12


@dataclass
class Pool:
    """The drawn cases of one property, the smallest first, and what is seen on them, by target.

    `kills` says of each wrong program on which cases it fails, by the case's place.
    """

    prop: Property
    seed: int
    cases: list[Case]
    expected: dict[str, list[Observation]] = field(default_factory=dict)
    mistaken: dict[str, dict[str, list[Observation]]] = field(default_factory=dict)
    kills: dict[str, set[int]] = field(default_factory=dict)

    @property
    def sizes(self) -> list[int]:
        """How large each case is, in bytes."""
        return [len(encode(case)) for case in self.cases]

    def judge(self, killer: str, target: Target, shown: Sequence[Observation]) -> None:
        """Note on which cases a wrong program fails."""
        wanted = self.expected[target.value]
        failing = {
            i
            for i, (want, got) in enumerate(zip(wanted, shown, strict=False))
            if verdict_of(self.prop, want, got) is not Verdict.PASSED
        }
        self.kills.setdefault(killer, set()).update(failing)


def fill_pools(
    house: House,
    exercise: Exercise,
    properties: Mapping[str, Property],
    oracle: ReferenceOracle,
    workers: WorkerSource,
    *,
    seed: int,
) -> list[Pool]:
    """Draw the pools of an exercise, and put them to its solutions and mutants."""
    pools = [_drawn(prop, seed) for prop in properties.values()]
    for pool in pools:
        _ask_here(pool, oracle)
    on_target = TargetOracle(
        house, exercise, oracle.solutions, dict(properties), workers, Target.SIMULATED
    )
    try:
        for pool in pools:
            if pool.prop.on_devices:
                _ask_there(pool, on_target)
    finally:
        on_target.close()
    source = house.reference(exercise).read_text(encoding="utf-8")
    symbols = frozenset({oracle.solutions.symbol, *companions_of(properties)})
    for number, mutant in enumerate(mutants_of(source, symbols)):
        if mutant.key not in oracle.solutions.equivalent:
            _ask_mutant(f"mutant {number}", mutant, exercise, pools, oracle, workers)
    return pools


def _drawn(prop: Property, seed: int) -> Pool:
    own = property_seed(seed, prop)
    distinct = {encode(case): case for case in draw_cases(prop, seed=own, examples=DRAWN)}
    return Pool(prop, own, [distinct[key] for key in sorted(distinct, key=lambda k: (len(k), k))])


def _ask_here(pool: Pool, oracle: ReferenceOracle) -> None:
    pool.expected[Target.CPU.value] = oracle.expected_all(pool.prop, pool.cases, pool.seed)
    for mistake in oracle.solutions.misconceptions:
        shown = [
            observe(pool.prop, mistake.implementation, case, seed=pool.seed) for case in pool.cases
        ]
        pool.mistaken[mistake.name] = {Target.CPU.value: shown}
        pool.judge(mistake.name, Target.CPU, shown)


def _ask_there(pool: Pool, oracle: TargetOracle) -> None:
    """What is seen on a simulated device; nothing where that is not to be had."""
    there = Target.SIMULATED
    try:
        pool.expected[there.value] = oracle.expected_all(pool.prop, pool.cases, pool.seed)
    except TargetGapError:
        return
    for mistake in oracle.solutions.misconceptions:
        if mistake.of:
            continue
        try:
            shown = oracle.shown(mistake.name, pool.prop, pool.cases, pool.seed)
        except TargetGapError:
            continue
        pool.mistaken[mistake.name][there.value] = shown
        pool.judge(mistake.name, there, shown)


def _ask_mutant(
    name: str,
    mutant: Mutant,
    exercise: Exercise,
    pools: Sequence[Pool],
    oracle: ReferenceOracle,
    workers: WorkerSource,
) -> None:
    """Try a mutant on the smallest cases first, until it was caught often enough."""
    properties = {pool.prop.name: pool.prop for pool in pools}
    request = Load(
        mutant.source,
        exercise.path,
        exercise.name,
        oracle.solutions.symbol,
        companions_of(properties),
        unit=exercise.unit,
    )
    attempt = Attempt(workers, request, seconds=exercise_seconds(properties.values()))
    try:
        attempt.load()
        for pool in pools:
            for first, shown in _shown(attempt, pool):
                padded = [*pool.expected[Target.CPU.value][:first], *shown]
                pool.judge(name, Target.CPU, padded)
                if len(pool.kills[name]) >= KILLS_LEAST:
                    return
    except WorkerDiedError:  # the next run is caught by any case as well
        return
    finally:
        attempt.discard()


def _shown(attempt: Attempt, pool: Pool) -> Iterator[tuple[int, list[Observation]]]:
    for first in range(0, len(pool.cases), _CHUNK):
        cases = pool.cases[first : first + _CHUNK]
        attempt.begin(pool.prop, pool.seed, cases, 1.0)
        found, died = attempt.finish(pool.prop, 1.0)
        try:
            yield first, [read_observation(data) for data in found]
        except MalformedFrameError:
            return
        if died is not None:
            return
