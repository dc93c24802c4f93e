"""Values as plain data and back: nothing is lost of an input, nothing fails on an output."""

from collections import namedtuple

import numpy as np
import pytest
import torch
from hypothesis import given

from autograder.strategies import ndarrays, tensors
from autograder.wire.plain import Opaque
from autograder.wire.values import MAX_DEPTH, NotPlainError, from_plain, to_plain

Point = namedtuple("Point", "x y")


@given(x=tensors(layouts="any", special=True, requires_grad=True))
def test_a_tensor_comes_back_with_its_layout_and_its_gradient_flag(x):
    back = from_plain(to_plain(x, layout=True))
    assert torch.equal(torch.nan_to_num(back), torch.nan_to_num(x))
    assert (back.shape, back.dtype, back.requires_grad) == (x.shape, x.dtype, x.requires_grad)
    assert back.is_contiguous() == x.is_contiguous()
    assert back._is_view() is False


@given(a=ndarrays())
def test_an_array_comes_back_with_its_layout(a):
    back = from_plain(to_plain(a, layout=True))
    assert np.array_equal(back, a)
    assert (back.dtype, back.flags.writeable) == (a.dtype, a.flags.writeable)
    assert back.flags.c_contiguous == a.flags.c_contiguous


@given(x=tensors(layouts="any"))
def test_what_is_built_twice_shares_no_memory(x):
    plain = to_plain(x, layout=True)
    first, second = from_plain(plain), from_plain(plain)
    assert first.numel() == 0 or first.data_ptr() != second.data_ptr()


@pytest.mark.parametrize(
    "value",
    [
        torch.tensor(1.5, dtype=torch.bfloat16),
        torch.tensor([1.5], dtype=torch.float16),
        torch.tensor([1 + 2j]).conj(),
        torch.tensor([], dtype=torch.int8),
        np.array(3),
    ],
)
def test_unusual_dtypes_come_back(value):
    back = from_plain(to_plain(value))
    assert back.dtype == value.dtype
    assert bool((back == value).all())


@pytest.mark.parametrize(
    "value",
    [None, True, -1, 2.5, "text", [1, [2]], (1,), {"a": (1,)}, torch.Size([1, 2]),
     torch.float32, torch.device("cpu"), 1 + 2j],
)  # fmt: skip
def test_plain_values_come_back_as_what_they_were(value):
    back = from_plain(to_plain(value))
    assert (type(back), back) == (type(value), value)


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (object(), "object"),
        (Text("a"), "Text"),
        (lambda: 1, "function"),
        (torch.zeros(2).to_sparse(), "torch.Tensor"),
        (torch.zeros(1).expand(10**6, 10**6), "torch.Tensor"),
        (np.array(["a"]), "numpy.ndarray"),
        (b"ab", "bytes"),
    ],
)
def test_what_is_not_plain_is_named_and_never_fails(value, kind):
    plain = to_plain(value)
    assert isinstance(plain, Opaque)
    assert kind in plain.type_name
    with pytest.raises(NotPlainError):
        from_plain(plain)


def test_a_named_tuple_keeps_the_name_of_its_type():
    assert to_plain(Point(1, 2)).kind.endswith("Point")


def test_nesting_without_end_is_cut():
    value = []
    for _ in range(1000):
        value = [value]
    plain = to_plain(value)
    depth = 0
    while not isinstance(plain, Opaque):
        plain, depth = plain.items[0], depth + 1
    assert depth == MAX_DEPTH


def test_lone_surrogates_do_not_stop_a_text():
    assert to_plain("a\ud800") == "a\\ud800"


def test_a_meta_tensor_keeps_shape_device_and_gradient_flag():
    back = from_plain(to_plain(torch.zeros(2, 3, device="meta", requires_grad=True), layout=True))
    assert (back.shape, back.device.type, back.requires_grad) == ((2, 3), "meta", True)


@given(x=tensors(dtypes=(torch.bfloat16, torch.float16), layouts="any", requires_grad=True))
def test_a_half_precision_tensor_comes_back_with_its_layout(x):
    back = from_plain(to_plain(x, layout=True))
    assert torch.equal(back, x)
    assert (back.dtype, back.requires_grad) == (x.dtype, x.requires_grad)
    assert back.numel() == 0 or back.stride() == x.stride() or x.is_contiguous()


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 2**4000, -(2**200)])
def test_an_integer_beyond_64_bits_comes_back(number):
    assert from_plain(to_plain(number)) == number
