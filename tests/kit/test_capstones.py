"""Right solutions of the capstones, which train, pass whatever the seed."""

import pytest

from autograder.checking.solutions import CASES
from autograder.exercise import House
from autograder.grading.trusted import draw_questions, judge
from autograder.loading import load_properties
from autograder.oracle.reference import ReferenceOracle

HOUSE = House()
SEEDS = range(20)
UNIT = "11_capstones"


def right_solutions():
    for exercise in HOUSE.select([UNIT]):
        oracle = ReferenceOracle.of(HOUSE, exercise)
        yield pytest.param(exercise, oracle, oracle.solutions.reference, id=exercise.name)
        for alternative in oracle.solutions.alternatives:
            yield pytest.param(exercise, oracle, alternative.implementation, id=alternative.name)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("exercise", "oracle", "implementation"), list(right_solutions()))
def test_the_same_verdict_from_twenty_seeds(exercise, oracle, implementation):
    properties = load_properties(HOUSE.properties(exercise))
    failed = {}
    for seed in SEEDS:
        questions = draw_questions(properties, oracle, seed=seed, examples=CASES)
        wrong = [w.prop.name for w in judge(implementation, questions) if w.failed]
        failed |= {seed: wrong} if wrong else {}
    assert not failed
