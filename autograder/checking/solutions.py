"""Whether right solutions pass, and misconceptions are caught and named, from several seeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.grading.diagnose import Witness, diagnose
from autograder.grading.trusted import Question, draw_questions, judge
from autograder.observation.run import observe
from autograder.oracle.reference import ReferenceOracle
from autograder.property import PROPERTY_SECONDS, Property
from autograder.wire.codec import encode
from autograder.wire.messages import Case
from autograder.wire.record import Observation

SEEDS = 5
CASES = 60  # fewer than in grading, so that what is caught here is caught there


@dataclass
class Judged:
    """What the right and the wrong solutions of an exercise did.

    `problems` make it unfit, `notes` (misconceptions that are taken for each other) count.
    """

    right: int = 0
    right_passed: int = 0
    misconceptions: int = 0
    caught: int = 0
    named: int = 0
    labels: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def judge_solutions(
    properties: Mapping[str, Property], oracle: ReferenceOracle, *, seed: int, seeds: int = SEEDS
) -> Judged:
    """Judge every solution from some seeds, the first being `seed`; raises OracleError."""
    solutions = oracle.solutions
    right = {"the reference": solutions.reference}
    right |= {f"the alternative {a.name}": a.implementation for a in solutions.alternatives}
    wrong = {m.name: m.implementation for m in solutions.misconceptions}
    rejected: dict[str, str] = {}
    missed: dict[str, str] = {}
    misnamed: dict[str, str] = {}
    labels: set[str] = set()
    for own in range(seed, seed + seeds):
        questions = draw_questions(properties, oracle, seed=own, examples=CASES)
        labels |= {name for question in questions for name in _labels(question.expected)}
        for name, implementation in right.items():
            failed = next((w for w in judge(implementation, questions) if w.failed), None)
            if failed is not None:
                rejected.setdefault(name, f"{name} fails {failed.prop.name} from seed {own}")
        shown = {name: _judge_wrong(value, questions) for name, value in wrong.items()}
        for name, witnesses in shown.items():
            if not any(w.failed for w in witnesses):
                missed.setdefault(name, f"the misconception {name} passes from seed {own}")
        misnamed |= dict(_misnamed(shown, wrong))
    return Judged(
        right=len(right),
        right_passed=len(right) - len(rejected),
        misconceptions=len(wrong),
        caught=len(wrong) - len(missed),
        named=len(wrong) - len(misnamed.keys() | missed.keys()),
        labels=labels,
        problems=[*rejected.values(), *missed.values()],
        notes=[said for name, said in misnamed.items() if name not in missed],
    )


def _judge_wrong(implementation: Any, questions: Sequence[Question]) -> list[Witness]:
    """Judge a wrong solution; what takes long only where nothing else shows that it is wrong."""
    grouped = questions_by_property(questions)
    slow = [asked for asked in grouped.values() if asked[0].prop.seconds > PROPERTY_SECONDS]
    quick = [q for q in questions if q.prop.seconds <= PROPERTY_SECONDS]
    witnesses: list[Witness] = []
    for asked in (quick, *slow):
        witnesses += judge(implementation, asked)
        if any(witness.failed for witness in witnesses):
            break
    return witnesses


def _misnamed(
    shown: Mapping[str, Sequence[Witness]], wrong: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Which misconceptions are taken for another one, and for which."""
    seen = {
        (name, witness.prop.name, encode(witness.case)): witness.got
        for name, witnesses in shown.items()
        for witness in witnesses
    }

    def mistaken(name: str, prop: Property, case: Case, seed: int) -> Observation:
        key = name, prop.name, encode(case)
        if key not in seen:
            seen[key] = observe(prop, wrong[name], case, seed=seed)
        return seen[key]

    for name, witnesses in shown.items():
        found = diagnose(list(shown), mistaken, witnesses)
        if found != name:
            yield name, f"the misconception {name} is taken for {found or 'an unknown mistake'}"


def _labels(observation: Observation) -> Iterator[str]:
    """What the probe called what it saw."""
    from autograder.wire.plain import SEEN, MappingData

    value = observation.value
    if isinstance(value, MappingData) and value.kind == SEEN:
        yield from (str(key) for key, _ in value.items)


def questions_by_property(questions: Sequence[Question]) -> dict[str, list[Question]]:
    """The questions of each property, in order."""
    grouped: dict[str, list[Question]] = {}
    for question in questions:
        grouped.setdefault(question.prop.name, []).append(question)
    return grouped
