"""Comparing observations: what comes first, what counts as equal."""

import numpy as np
import pytest
import torch

from autograder.observation.compare import compare
from autograder.observe import seen
from autograder.wire.record import Observation, Raised
from autograder.wire.values import to_plain


def shown(value):
    return Observation(to_plain(value))


def aspect(expected, got, **options):
    found = compare(shown(expected), shown(got), **options)
    return found.aspect if found else None


ONE = torch.ones(2, 3)


@pytest.mark.parametrize(
    ("expected", "got", "first"),
    [
        (ONE, None, "type"),
        (ONE, ONE.numpy(), "type"),
        (ONE, ONE.reshape(3, 2).double(), "shape"),
        (ONE, ONE.double() * 2, "dtype"),
        (ONE, ONE.to("meta"), "device"),
        (ONE, ONE * 2, "values"),
        ((1, 2), [1, 2], "type"),
        ((1, 2), (1, 2, 3), "length"),
        ({"a": 1}, {"b": 1}, "keys"),
        ({"a": 1}, {"a": 2}, "values"),
        (True, 1, "type"),
        (1.0, 1, "type"),
        (torch.Size([2]), (2,), "type"),
        (torch.device("cpu"), "cpu", "type"),
        (float("inf"), 1e308, "values"),
    ],
)
def test_the_first_difference_in_the_fixed_order_is_named(expected, got, first):
    assert aspect(expected, got) == first


@pytest.mark.parametrize(
    "value",
    [
        torch.tensor([float("nan"), float("inf"), -0.0]),
        np.array([1, 2], dtype="int16"),
        float("nan"),
        10**30,
        {"a": [(1, None), torch.float32]},
        torch.tensor([1.5], dtype=torch.bfloat16),
        torch.zeros(0, 3),
    ],
)
def test_a_value_equals_itself(value):
    assert aspect(value, value) is None


def test_floats_agree_within_the_tolerances_of_torch_testing():
    assert aspect(ONE, ONE + 1e-6) is None
    assert aspect(ONE, ONE + 1e-4) == "values"
    assert aspect(ONE.double(), ONE.double() + 1e-5) == "values"
    assert aspect(ONE, ONE + 1e-4, atol=1e-3) is None
    assert aspect(ONE * 1e8, ONE * 1e8, rtol=0.0, atol=0.0) is None


def test_the_tolerances_are_those_that_torch_testing_uses():
    from autograder.observation.compare import TOLERANCES

    for name, (rtol, atol) in TOLERANCES.items():
        want = torch.full((2,), 3.0, dtype=getattr(torch, name))
        torch.testing.assert_close(want, want, rtol=rtol, atol=atol)
        from torch.testing._comparison import default_tolerances

        assert default_tolerances(want) == (rtol, atol)


def test_zeros_of_both_signs_agree():
    assert aspect(torch.zeros(2), -torch.zeros(2)) is None


def test_the_path_and_the_first_wrong_element_are_named():
    got = ONE.clone()
    got[1, 2] = 5
    found = compare(shown(seen(result=(1, ONE))), shown(seen(result=(1, got))))
    assert found.path == ("result", 1)
    assert (found.index, found.expected, found.got) == ((1, 2), 1.0, 5.0)


def raising(*types):
    return Observation(raised=Raised(types, "message"))


def test_a_derived_exception_counts_as_its_base_but_not_the_other_way_round():
    derived = raising("KeyError", "LookupError", "Exception")
    base = raising("LookupError", "Exception")
    assert compare(base, derived) is None
    assert compare(derived, base).aspect == "error"


def test_returning_where_an_exception_is_due_is_another_outcome():
    assert compare(raising("ValueError"), shown(1)).aspect == "outcome"
    assert compare(shown(1), raising("ValueError")).aspect == "outcome"


def test_a_value_that_the_probe_could_not_use_is_compared_as_the_result():
    got = Observation(None, Raised(("AttributeError",), "no shape"), unusable=True)
    found = compare(shown(seen(result=ONE, other=1)), got)
    assert (found.aspect, found.path, found.got) == ("type", ("result",), "None")
