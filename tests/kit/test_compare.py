"""Comparing observations: what comes first, what counts as equal."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.observation.compare import compare
from autograder.observe import seen
from autograder.strategies import tensors
from autograder.wire.codec import encode
from autograder.wire.plain import MappingData, Named, Opaque
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
        (np.float64(1), np.float32(1), "type"),
        (np.float64(1), 1.0, "type"),
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


def test_two_values_that_no_probe_could_use_are_compared_themselves():
    raised = Raised(("AttributeError",), "no shape")
    one, two = (Observation(to_plain(v), raised, unusable=True) for v in (None, "text"))
    assert compare(one, one) is None
    assert compare(one, two).aspect == "unusable"


@given(x=tensors(layouts="any", special=True))
def test_the_layout_of_a_tensor_is_no_difference(x):
    assert aspect(x, x.clone()) is None


@given(x=tensors(dtypes=(torch.float32,), special=True), position=st.integers(0))
def test_one_changed_element_is_found_wherever_it_is(x, position):
    if not x.numel():
        return
    got = x.clone()
    got.reshape(-1)[position % x.numel()] = 12345.0
    found = compare(shown(x), shown(got))
    assert (found.aspect, found.got) == ("values", 12345.0)
    assert got[found.index] == 12345.0


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (np.float32(0.1), np.float32(0.1 + 1e-7)),
        (np.float64(0.1), np.float64(0.1 + 1e-9)),
        (np.complex64(1 + 1j), np.complex64(1 + 1.000001j)),
        (1 + 1j, 1 + 1.000000001j),
        (complex("nan+0j"), complex("nan+0j")),
        (0.1, 0.1 + 1e-9),
    ],
)
def test_numbers_of_every_floating_type_agree_within_a_tolerance(expected, got):
    assert aspect(expected, got) is None


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (np.float64(0.1), np.float64(0.1 + 1e-5)),
        (1 + 1j, 1 + 1.1j),
        (np.int64(1), np.int64(2)),
        (np.float64("inf"), np.float64(1e308)),
        (10**30, 10**30 + 1),
        (5, 10**30),
    ],
)
def test_numbers_that_differ_differ_in_their_values(expected, got):
    assert aspect(expected, got) == "values"


def test_a_wider_tolerance_holds_for_numbers_too():
    assert aspect(np.float64(1.0), np.float64(1.1), rtol=0.2) is None
    assert aspect(np.float64(1.0), np.float64(1.1), rtol=0.01) == "values"


@given(name=st.text())
def test_a_number_may_be_named_as_a_worker_likes(name):
    got = Observation(Named("complex", name))
    assert compare(shown(1 + 1j), got).aspect == "values"


def test_a_value_in_an_odd_form_is_shown_in_that_form():
    long = Opaque("list", "200000 items")
    found = compare(shown([1]), Observation(long))
    assert (found.aspect, found.expected, found.got) == ("type", "list", long)
    back = compare(Observation(long), shown([1]))
    assert (back.aspect, back.expected, back.got) == ("type", long, "list")


@pytest.mark.parametrize("key", [(1, 2), (1, (2, "a")), float("nan"), None, torch.float32, 10**30])
def test_a_mapping_equals_itself_whatever_its_keys(key):
    assert aspect({key: 1, "b": 2}, {"b": 2, key: 1}) is None
    assert aspect({key: 1}, {key: 2}) == "values"


@pytest.mark.parametrize(("expected", "got"), [(1, True), (1, 1.0), (1, "1"), ((1,), (True,))])
def test_keys_that_python_takes_for_equal_are_told_apart(expected, got):
    assert aspect({expected: "a"}, {got: "a"}) == "keys"


def test_one_nan_is_as_good_a_key_as_another():
    assert aspect({float("nan"): 1}, {float("nan"): 1}) is None


def test_keys_that_look_alike_are_all_compared():
    first, second = object(), object()
    assert aspect({first: 1, second: 2}, {first: 1, second: 2}) is None
    assert aspect({first: 1, second: 1}, {first: 1}) == "keys"
    assert aspect({first: 1, second: 2}, {first: 1, second: 3}) == "values"


def test_a_key_that_stands_twice_hides_nothing():
    twice = MappingData("dict", (("a", 2), ("a", 1)))
    assert compare(shown({"a": 1}), Observation(twice)).aspect == "keys"


def test_the_dtypes_of_arrays_are_named_without_their_byte_order():
    found = compare(shown(np.ones(2, "float32")), shown(np.ones(2, "float64")))
    assert (found.expected, found.got) == ("float32", "float64")


def test_arrays_that_differ_in_byte_order_only_show_it():
    found = compare(shown(np.ones(2, "<f4")), shown(np.ones(2, ">f4")))
    assert (found.aspect, found.expected, found.got) == ("dtype", "<f4", ">f4")


@pytest.mark.parametrize(
    "dtype", ["complex64", "complex128", "longdouble", "float16", "bool", "uint8"]
)
def test_an_element_that_differs_can_be_sent_on(dtype):
    found = compare(shown(np.zeros(2, dtype)), shown(np.ones(2, dtype)))
    assert found.aspect == "values"
    assert encode((found.expected, found.got))


def test_an_element_of_a_complex_tensor_is_shown_as_python_writes_it():
    found = compare(shown(torch.tensor([1 + 2j])), shown(torch.tensor([1 - 2j])))
    assert (found.expected, found.got) == (Named("complex", "(1+2j)"), Named("complex", "(1-2j)"))
