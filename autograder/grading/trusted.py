"""Judging trusted implementations (references, alternatives, misconceptions) in process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.grading.diagnose import Witness, forbidden_call
from autograder.grading.explore import draw_cases, property_seed
from autograder.observation.compare import compare
from autograder.observation.run import observe
from autograder.oracle.reference import ReferenceOracle
from autograder.property import Property
from autograder.wire.messages import Case
from autograder.wire.record import Observation


@dataclass(frozen=True)
class Question:
    """One case of a property, with what the reference shows on it."""

    prop: Property
    case: Case
    seed: int
    expected: Observation


def draw_questions(
    properties: Mapping[str, Property], oracle: ReferenceOracle, *, seed: int, examples: int
) -> list[Question]:
    """Draw the cases of every property and ask the reference; raises OracleError."""
    return [
        Question(prop, case, own, oracle.expected(prop, case, own))
        for prop in properties.values()
        for own in [property_seed(seed, prop)]
        for case in draw_cases(prop, seed=own, examples=examples)
    ]


def judge(implementation: Any, questions: Sequence[Question]) -> list[Witness]:
    """Put the questions to an implementation: what it showed on each, and where it failed."""
    return [_witness(implementation, question) for question in questions]


def _witness(implementation: Any, question: Question) -> Witness:
    prop, case, seed = question.prop, question.case, question.seed
    got = observe(prop, implementation, case, seed=seed)
    different = compare(question.expected, got, rtol=prop.rtol, atol=prop.atol)
    failed = different is not None or forbidden_call(prop, got) is not None
    return Witness(prop, case, seed, got, failed)
