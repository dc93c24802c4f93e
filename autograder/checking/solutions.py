"""Whether right solutions pass, and misconceptions are caught and named, from several seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.checking.on_target import OnTarget
from autograder.grading.diagnose import Witness, diagnose
from autograder.grading.trusted import Question, draw_questions, judge
from autograder.observation.run import observe
from autograder.oracle.reference import ReferenceOracle
from autograder.oracle.solutions import Solutions
from autograder.property import PROPERTY_SECONDS, Property
from autograder.solutions import Alternative
from autograder.wire.codec import encode
from autograder.wire.messages import Case
from autograder.wire.record import Observation

Mistaken = Callable[[str, Property, Case, int], Observation]
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
    properties: Mapping[str, Property],
    oracle: ReferenceOracle,
    target: OnTarget,
    *,
    seed: int,
    seeds: int = SEEDS,
) -> Judged:
    """Judge every solution from some seeds, the first being `seed`; raises OracleError.

    What is right on the CPU is judged on the target too.
    """
    solutions = oracle.solutions
    wrong = {m.name: m.implementation for m in solutions.misconceptions}
    rejected: dict[str, str] = {}
    missed: dict[str, str] = {}
    misnamed: dict[str, str] = {}
    labels: set[str] = set()
    for own in range(seed, seed + seeds):
        questions = draw_questions(properties, oracle, seed=own, examples=CASES)
        target.draw(own)
        labels |= {name for question in questions for name in _labels(question.expected)}
        for name, prop in _rejected(solutions, questions, target):
            rejected.setdefault(name, f"{name} fails {prop} from seed {own}")
        here = {name: _judge_wrong(value, questions) for name, value in wrong.items()}
        there = {m.name: target.judge(m) for m in solutions.misconceptions if _fine(here[m.name])}
        for name, witnesses in there.items():
            if _fine(witnesses):
                missed.setdefault(name, f"the misconception {name} passes from seed {own}")
        caught = {name: witnesses for name, witnesses in here.items() if name not in there}
        misnamed |= dict(_misnamed(list(wrong), caught, _remembering(here, wrong)))
        alike = [m.name for m in solutions.misconceptions if not m.of]
        misnamed |= dict(_misnamed(alike, there, target.oracle.mistaken))
    right = 1 + len(solutions.alternatives)
    return Judged(
        right=right,
        right_passed=right - len(rejected),
        misconceptions=len(wrong),
        caught=len(wrong) - len(missed),
        named=len(wrong) - len(misnamed.keys() | missed.keys()),
        labels=labels,
        problems=[*rejected.values(), *missed.values()],
        notes=[said for name, said in misnamed.items() if name not in missed],
    )


def _rejected(
    solutions: Solutions, questions: Sequence[Question], target: OnTarget
) -> Iterator[tuple[str, str]]:
    """Which right solutions fail, each with the property that it fails."""
    reference = Alternative(solutions.symbol, solutions.reference)
    for solution in (reference, *solutions.alternatives):
        witnesses = judge(solution.implementation, questions) + target.judge(solution)
        failed = next((w for w in witnesses if w.failed), None)
        if failed is not None:
            which = "reference" if solution is reference else f"alternative {solution.name}"
            yield f"the {which}", failed.prop.name


def _fine(witnesses: Sequence[Witness]) -> bool:
    return not any(witness.failed for witness in witnesses)


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
    names: Sequence[str], shown: Mapping[str, Sequence[Witness]], mistaken: Mistaken
) -> Iterator[tuple[str, str]]:
    """Which of the misconceptions that were caught are taken for another one, and for which."""
    for name, witnesses in shown.items():
        found = diagnose(names, mistaken, witnesses)
        if found != name and not _fine(witnesses):
            yield name, f"the misconception {name} is taken for {found or 'an unknown mistake'}"


def _remembering(shown: Mapping[str, Sequence[Witness]], wrong: Mapping[str, Any]) -> Mistaken:
    """What misconceptions show on the CPU, each asked once."""
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

    return mistaken


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
