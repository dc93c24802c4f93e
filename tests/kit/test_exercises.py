"""Every exercise is whole: stub, signatures, lessons in both languages, sentences, points.

That its properties accept right solutions, catch mistakes and kill mutants is proved by
`python grade.py check`, which the gate runs beside these tests.
"""

import pytest

from autograder.checking.form import form_problems
from autograder.exercise import House
from autograder.loading import load_properties
from autograder.oracle.reference import ReferenceOracle

HOUSE = House()


@pytest.mark.parametrize("exercise", HOUSE.exercises, ids=lambda e: e.name)
def test_the_exercise_is_whole(exercise):
    properties = load_properties(HOUSE.properties(exercise))
    solutions = ReferenceOracle.of(HOUSE, exercise).solutions
    assert not list(form_problems(HOUSE, exercise, properties, solutions))
