"""Naming the mistake: which misconception shows just what a submission showed."""

import pytest

from autograder.grading.diagnose import MOST_CASES, Witness, diagnose, forbidden_call, same
from autograder.observe import seen
from autograder.property import Calls, Property
from autograder.wire.record import Observation, Raised
from autograder.wire.values import to_plain


def prop(name="test_p", **options):
    return Property("f", name, "", 1, lambda f: f(), {}, **options)


PROP = prop()


def shown(value, **options):
    return Observation(to_plain(value), **options)


def raising(*types, message=""):
    return Observation(raised=Raised(types, message))


def unusable(value, *types):
    return Observation(to_plain(value), Raised(types or ("AttributeError",), ""), unusable=True)


def witness(x, value, *, failed=True, of=PROP):
    return Witness(of, {"x": x}, 0, shown(value), failed)


MISTAKES = {
    "doubles": lambda x: 2 * x,
    "squares": lambda x: x * x,
    "negates": lambda x: -x,
    "squares_too": lambda x: x**2,
}


def mistaken(name, of, case, seed):
    return shown(MISTAKES[name](case["x"]))


def named(*witnesses, names=tuple(MISTAKES)):
    return diagnose(names, mistaken, witnesses)


def test_the_mistake_that_shows_the_same_on_every_failing_case_is_named():
    assert named(witness(3, 9), witness(4, 16)) == "squares"
    assert named(witness(3, 6), witness(4, 8)) == "doubles"


def test_one_failing_case_that_disagrees_rules_a_mistake_out():
    assert named(witness(2, 4), witness(3, 7)) is None


def test_where_nothing_failed_nothing_is_named():
    assert named(witness(3, 9, failed=False)) is None
    assert named() is None


def test_without_known_mistakes_nothing_is_named():
    assert named(witness(3, 9), names=()) is None


def test_of_several_the_one_that_agrees_on_more_passing_cases_is_named():
    assert named(witness(2, 4), witness(3, 9, failed=False)) == "squares"
    assert named(witness(2, 4), witness(3, 6, failed=False)) == "doubles"


def test_of_equals_the_first_is_named():
    assert named(witness(3, 9)) == "squares"
    assert named(witness(3, 9), names=("squares_too", "squares")) == "squares_too"


def test_a_passing_case_rules_nothing_out():
    assert named(witness(3, 9), witness(5, 0, failed=False)) == "squares"


def test_of_each_kind_and_property_only_the_first_cases_are_run():
    asked = []

    def counting(name, of, case, seed):
        asked.append((of.name, case["x"]))
        return mistaken(name, of, case, seed)

    first, second = prop("test_one"), prop("test_two")
    witnesses = [
        witness(x, 2 * x, failed=failed, of=of)
        for of in (first, second)
        for failed in (True, False)
        for x in range(100)
    ]
    assert diagnose(["doubles"], counting, witnesses) == "doubles"
    assert max(x for _, x in asked) < MOST_CASES
    assert len(asked) == 4 * MOST_CASES


def test_a_mistake_is_run_on_the_case_and_the_seed_of_its_witness():
    asked = []

    def recording(name, of, case, seed):
        asked.append((of, case, seed))
        return shown(1)

    diagnose(["any"], recording, [Witness(PROP, {"x": 3}, 7, shown(1), True)])
    assert asked[0] == (PROP, {"x": 3}, 7)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (shown(1), shown(1)),
        (shown(1.0), shown(1.0 + 1e-9)),
        (raising("ValueError", message="a"), raising("ValueError", message="b")),
        (unusable(None), unusable(None)),
        (shown(seen(result=1)), shown(seen(result=1))),
    ],
)
def test_observations_agree(first, second):
    assert same(first, second, PROP)
    assert same(second, first, PROP)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (shown(1), shown(2)),
        (shown(1.0), shown(1.1)),
        (shown(None), raising("ValueError")),
        (raising("ValueError"), raising("TypeError")),
        (raising("KeyError", "LookupError"), raising("LookupError")),
        (unusable(None), unusable("text")),
        (unusable(None), unusable(None, "TypeError")),
        (unusable(None), shown(None)),
        (unusable(None), raising("AttributeError")),
    ],
)
def test_observations_differ(first, second):
    assert not same(first, second, PROP)
    assert not same(second, first, PROP)


def test_a_tolerance_that_counts_from_one_side_counts_from_both():
    near = prop(rtol=0.1, atol=0.0)
    assert same(shown(100.0), shown(109.0), near)
    assert not same(shown(100.0), shown(110.5), near)
    assert not same(shown(110.5), shown(100.0), near)


def test_a_value_found_by_another_way_is_no_longer_the_same():
    loops = prop(calls=Calls(forbidden=("Tensor.tolist",)))
    assert same(shown(1), shown(1, calls={"Tensor.sum": 1}), loops)
    assert not same(shown(1), shown(1, calls={"Tensor.tolist": 1}), loops)
    assert same(shown(1), shown(1, calls={"Tensor.tolist": 1}), PROP)


def test_the_first_operation_that_is_ruled_out_is_named():
    rules = prop(calls=Calls(forbidden=("aten.mm", "Tensor.tolist")))
    assert forbidden_call(rules, shown(1, calls={"Tensor.tolist": 1, "aten.mm": 1})) == "aten.mm"
    assert forbidden_call(rules, shown(1, calls={"aten.sum": 1})) is None


def test_of_too_many_calls_the_most_frequent_is_named():
    budget = prop(calls=Calls(most=3))
    calls = {"Tensor.sum": 1, "Tensor.mean": 2, "aten.mean": 50}
    assert forbidden_call(budget, shown(1, calls=calls)) is None
    assert forbidden_call(budget, shown(1, calls={**calls, "torch.stack": 1})) == "Tensor.mean"


def test_a_budget_of_nothing_allows_nothing():
    budget = prop(calls=Calls(most=0))
    assert forbidden_call(budget, shown(1, calls={"aten.sum": 1})) is None
    assert forbidden_call(budget, shown(1, calls={"torch.sum": 1})) == "torch.sum"


def test_calls_that_a_property_does_not_count_are_free():
    assert forbidden_call(PROP, shown(1, calls={"Tensor.tolist": 1000})) is None
