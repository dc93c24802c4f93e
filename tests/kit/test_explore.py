"""Drawing cases and shrinking failures; and what `graded` makes of a Hypothesis test."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.grading.explore import draw_cases, property_seed, shrink_case
from autograder.wire.codec import encode


@graded(points=1, zh="数")
@given(n=st.integers(0, 1000), flag=st.booleans())
@example(n=7, flag=True)
def test_numbers(exercise, n, flag):
    return exercise(n, flag)


PROP = test_numbers
del test_numbers  # else pytest would grade it
SEED = property_seed(1, PROP)


def test_a_property_knows_its_exercise_its_words_and_its_examples():
    assert (PROP.exercise, PROP.name, PROP.en) == ("exercise", "test_numbers", "numbers")
    assert PROP.examples == ({"n": 7, "flag": True},)
    assert set(PROP.strategies) == {"n", "flag"}
    assert PROP.probe(lambda n, flag: (n, flag), n=1, flag=False) == (1, False)


def test_a_test_without_given_or_without_an_implementation_is_refused():
    with pytest.raises(TypeError, match="put @graded above @given"):
        graded(points=1, zh="数")(lambda x: x)
    with pytest.raises(TypeError, match="must not draw it"):
        graded(points=1, zh="数")(given(n=st.integers())(lambda n: n))


def test_the_same_seed_draws_the_same_cases_and_another_draws_others():
    first, again = (draw_cases(PROP, seed=SEED, examples=30) for _ in range(2))
    assert first == again
    assert first != draw_cases(PROP, seed=SEED + 1, examples=30)
    assert first[0] == {"n": 7, "flag": True}
    assert len(first) == 31


def shrink(fails, **options):
    known = {encode(c): fails(c) for c in draw_cases(PROP, seed=SEED, examples=50)}
    return shrink_case(PROP, fails, known, seed=SEED, examples=50, **options)


def test_a_failing_case_shrinks_to_the_smallest_that_fails():
    assert shrink(lambda case: case["n"] >= 100) == {"n": 100, "flag": False}


def test_a_fixed_example_that_fails_is_the_case_to_show():
    assert shrink(lambda case: case["n"] == 7) == {"n": 7, "flag": True}


def test_where_nothing_fails_there_is_no_case():
    assert shrink(lambda case: False) is None


def test_without_time_the_smallest_known_failure_is_kept():
    found = shrink(lambda case: case["n"] >= 100, seconds=0.0)
    assert found is not None
    assert found["n"] >= 100


def test_no_case_is_run_twice():
    asked = []

    def fails(case):
        assert case not in asked
        asked.append(case)
        return case["n"] >= 100

    shrink_case(PROP, fails, {}, seed=SEED, examples=50)
    assert asked
