"""Making graded properties: what is taken from a test, and what is refused."""

import hypothesis
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.property import PROPERTY_SECONDS, Calls, Property, graded

NUMBERS = st.integers(0, 9)


def test_a_property_is_made_of_a_test():
    @graded(points=3, zh="加一")
    @given(x=NUMBERS)
    def test_adds_one_to_x(add_one, x):
        return add_one(x)

    made = test_adds_one_to_x
    assert isinstance(made, Property)
    assert (made.exercise, made.name, made.points) == ("add_one", "test_adds_one_to_x", 3)
    assert (made.en, made.zh) == ("adds one to x", "加一")
    assert made.probe(lambda x: x + 1, x=2) == 3
    assert made.strategies == {"x": NUMBERS}
    assert (made.examples, made.raises, made.calls) == ((), (), None)
    assert (made.rtol, made.atol, made.seconds, made.max_cases) == (
        None, None, PROPERTY_SECONDS, None,
    )  # fmt: skip


def test_options_are_kept():
    calls = Calls(most=1)

    @graded(
        points=1, zh="", raises=(ValueError, KeyError), rtol=0.1, atol=0.2, calls=calls,
        seconds=1.5, max_cases=7,
    )  # fmt: skip
    @given(x=NUMBERS)
    def test_p(f, x):
        return f(x)

    assert test_p.raises == (ValueError, KeyError)
    assert (test_p.rtol, test_p.atol, test_p.calls) == (0.1, 0.2, calls)
    assert (test_p.seconds, test_p.max_cases) == (1.5, 7)


def test_one_exception_may_stand_alone():
    @graded(points=1, zh="", raises=ValueError)
    @given(x=NUMBERS)
    def test_p(f, x):
        return f(x)

    assert test_p.raises == (ValueError,)


def test_examples_are_found_below_given():
    @graded(points=1, zh="")
    @given(x=NUMBERS)
    @example(x=1)
    @example(x=2)
    def test_p(f, x):
        return f(x)

    assert sorted(case["x"] for case in test_p.examples) == [1, 2]


def test_examples_are_found_above_given():
    @graded(points=1, zh="")
    @example(x=1)
    @given(x=NUMBERS)
    def test_p(f, x):
        return f(x)

    assert [case["x"] for case in test_p.examples] == [1]


def test_the_implementation_is_the_parameter_that_is_not_drawn():
    @graded(points=1, zh="")
    @given(x=NUMBERS, y=NUMBERS)
    def test_p(f, y, x):
        return f(x, y)

    assert test_p.exercise == "f"
    assert set(test_p.strategies) == {"x", "y"}
    assert test_p.companions == ()


def test_further_parameters_are_companions():
    @graded(points=1, zh="")
    @given(x=NUMBERS)
    def test_p(Model, train, x):  # noqa: N803
        return train(Model(), x)

    assert (test_p.exercise, test_p.companions) == ("Model", ("train",))


def test_strategies_without_names_belong_to_the_last_parameters():
    @graded(points=1, zh="")
    @given(NUMBERS)
    def test_p(f, x):
        return f(x)

    assert (test_p.exercise, test_p.strategies) == ("f", {"x": NUMBERS})


def test_a_test_without_given_is_refused():
    with pytest.raises(TypeError, match=r"test_p: put @graded above @given"):

        @graded(points=1, zh="")
        def test_p(f):
            return f()


def test_graded_below_given_is_refused():
    with pytest.raises(TypeError, match="put @graded above"):

        @given(x=NUMBERS)
        @graded(points=1, zh="")
        def test_p(f, x):
            return f(x)


def test_a_test_without_an_implementation_is_refused():
    with pytest.raises(TypeError, match=r"test_p: the first parameter is the implementation"):

        @graded(points=1, zh="")
        @given(x=NUMBERS)
        def test_p(x):
            return x


def test_two_properties_are_never_the_same():
    def make():
        return Property("f", "test_p", "", 1, len, {})

    one = make()
    assert one != make()
    assert len({one, one, make()}) == 2


def test_the_private_name_of_hypothesis_that_is_used_still_holds_the_strategies():
    """Where this fails, `graded` needs another way to the strategies of a test."""

    @given(x=NUMBERS)
    def test_p(f, x):
        return f(x)

    assert test_p.hypothesis._given_kwargs == {"x": NUMBERS}, hypothesis.__version__


def test_the_public_and_half_public_names_of_hypothesis_still_hold_the_test_and_its_examples():
    @given(x=NUMBERS)
    @example(x=1)
    def test_p(f, x):
        return f(x)

    inner = test_p.hypothesis.inner_test
    assert inner(lambda x: -x, x=1) == -1
    (found,) = inner.hypothesis_explicit_examples
    assert found.kwargs == {"x": 1}
