"""Every exercise is whole, its right solutions pass, each known mistake is caught and named.

`python grade.py check` proves this from more seeds, and tries mutants; the gate runs both.
"""

import pytest

from autograder.checking.form import form_problems
from autograder.checking.solutions import judge_solutions
from autograder.exercise import House
from autograder.loading import load_properties
from autograder.oracle.reference import ReferenceOracle

HOUSE = House()


@pytest.mark.parametrize("exercise", HOUSE.exercises, ids=lambda e: e.name)
def test_the_exercise_is_fit_from_one_seed(exercise):
    properties = load_properties(HOUSE.properties(exercise))
    oracle = ReferenceOracle.of(HOUSE, exercise)
    assert not list(form_problems(HOUSE, exercise, properties, oracle.solutions))
    judged = judge_solutions(properties, oracle, seed=1, seeds=1)
    assert judged.problems == []
    assert judged.right_passed == judged.right >= 2
    assert judged.caught == judged.misconceptions >= 1
