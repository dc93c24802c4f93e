"""What is drawn: every shape, dtype and layout, and small and simple values first."""

import itertools
import math

import numpy as np
import pytest
import torch
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from autograder.strategies import (
    FLOATS,
    NUMERIC,
    images,
    matrices,
    ndarrays,
    shapes,
    tensors,
    vectors,
)
from autograder.strategies.fill import FILLS, fill

UNSHRUNK = settings(max_examples=1000, phases=(Phase.generate,))


def first(strategy, which=lambda value: True):
    """The simplest value that is drawn and meets a condition."""
    return find(strategy, which)


def drawn(strategy, which):
    """Any value that is drawn and meets a condition."""
    return find(strategy, which, settings=UNSHRUNK)


BOUNDS = st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 3), st.integers(0, 3)).map(
    lambda n: {"min_rank": n[0], "max_rank": n[0] + n[1], "min_side": n[2], "max_side": sum(n[2:])}
)


@given(data=st.data(), bounds=BOUNDS)
def test_a_shape_keeps_its_bounds(data, bounds):
    shape = data.draw(shapes(**bounds))
    assert bounds["min_rank"] <= len(shape) <= bounds["max_rank"]
    assert all(bounds["min_side"] <= side <= bounds["max_side"] for side in shape)


@pytest.mark.parametrize(
    "shape", [s for r in (0, 1, 2) for s in itertools.product((0, 1, 2), repeat=r)]
)
def test_every_shape_is_drawn(shape):
    assert drawn(shapes(max_rank=2, max_side=2), lambda found: found == shape) == shape


@pytest.mark.parametrize("side", [0, 5])
def test_the_largest_rank_with_the_smallest_and_the_largest_sides_is_drawn(side):
    wanted = (side,) * 4
    assert drawn(shapes(), lambda found: found == wanted) == wanted
    assert first(shapes(min_rank=4, max_side=side, min_side=side)) == wanted


def test_small_shapes_come_first():
    assert first(shapes()) == ()
    assert first(shapes(min_rank=2)) == (0, 0)
    assert first(shapes(min_rank=3, max_rank=3, min_side=1)) == (1, 1, 1)
    assert first(shapes(), lambda shape: math.prod(shape) > 1) == (2,)


def test_simple_tensors_come_first():
    assert first(tensors()).shape == ()
    x = first(tensors(shape=(2, 3), layouts="any", special=True, requires_grad=True))
    assert torch.equal(x, torch.arange(6.0).reshape(2, 3))
    assert (x.dtype, x.requires_grad, x.is_contiguous()) == (torch.float32, False, True)


def test_simple_arrays_come_first():
    a = first(ndarrays(shape=st.just((2, 3))))
    assert np.array_equal(a, np.arange(6.0).reshape(2, 3))
    assert (a.dtype, a.flags.c_contiguous, a.flags.writeable) == ("float32", True, True)


@given(x=tensors(layouts="any", dtypes=NUMERIC, special=True))
def test_a_tensor_has_one_of_the_dtypes_and_no_gradient(x):
    assert x.dtype in NUMERIC
    assert not x.requires_grad
    assert x.ndim <= 4
    assert all(side <= 5 for side in x.shape)


@pytest.mark.parametrize(
    "dtype",
    [
        torch.float32,
        torch.float64,
        torch.float16,
        torch.bfloat16,
        torch.int64,
        torch.uint8,
        torch.bool,
    ],
    ids=str,
)
def test_tensors_of_every_dtype_are_made(dtype):
    x = drawn(tensors(shape=(2, 2), dtypes=(dtype,), layouts="any"), lambda x: bool(x[0, 1]))
    assert (x.dtype, x.shape) == (dtype, (2, 2))


@pytest.mark.parametrize("dtype", [*NUMERIC, torch.bool], ids=str)
def test_every_usual_dtype_is_drawn(dtype):
    assert drawn(tensors(), lambda x: x.dtype is dtype).dtype is dtype


LAYOUTS = {
    "contiguous": lambda x: x.is_contiguous() and x.storage_offset() == 0,
    "permuted": lambda x: not x.is_contiguous() and x.mT.is_contiguous(),
    "strided": lambda x: x.stride(-1) == 2,
    "offset": lambda x: x.storage_offset() > 0,
    "expanded": lambda x: 0 in x.stride(),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_of_a_tensor_is_drawn_in_the_shape_that_was_asked_for(layout):
    x = drawn(tensors(shape=(2, 3), layouts="any"), LAYOUTS[layout])
    assert x.shape == (2, 3)
    assert x.is_leaf


@given(x=tensors())
def test_without_layouts_a_tensor_is_contiguous(x):
    assert x.is_contiguous()
    assert x.storage_offset() == 0


@given(x=tensors(shape=(2, 3), layouts="any", dtypes=FLOATS, requires_grad=True))
def test_a_tensor_with_a_gradient_is_a_leaf_in_any_layout(x):
    assert x.is_leaf


@pytest.mark.parametrize("wanted", [True, False])
def test_floats_are_drawn_with_and_without_a_gradient(wanted):
    assert drawn(tensors(requires_grad=True), lambda x: x.requires_grad is wanted) is not None


@given(x=tensors(dtypes=(torch.int64, torch.bool), requires_grad=True))
def test_integers_never_have_a_gradient(x):
    assert not x.requires_grad


ARRAYS = {
    "contiguous": lambda a: a.flags.c_contiguous and a.flags.writeable,
    "transposed": lambda a: a.flags.f_contiguous and not a.flags.c_contiguous,
    "strided": lambda a: a.strides[-1] == 2 * a.itemsize,
    "reversed": lambda a: min(a.strides) < 0,
    "read-only": lambda a: not a.flags.writeable,
}


@pytest.mark.parametrize("layout", ARRAYS)
def test_every_layout_of_an_array_is_drawn_in_the_shape_that_was_asked_for(layout):
    assert drawn(ndarrays(shape=st.just((2, 3))), ARRAYS[layout]).shape == (2, 3)


@pytest.mark.parametrize("layout", ARRAYS)
def test_only_the_layouts_that_were_asked_for_are_drawn(layout):
    @given(a=ndarrays(shape=st.just((2, 3)), layouts=(layout,)))
    def check(a):
        assert ARRAYS[layout](a)

    check()


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "int32", "int16", "uint8"])
def test_every_usual_dtype_of_an_array_is_drawn(dtype):
    assert drawn(ndarrays(), lambda a: a.dtype == dtype).dtype == dtype


@given(x=vectors(min_length=2, max_length=3), m=matrices(min_side=1, max_side=2))
def test_vectors_and_matrices_keep_their_sides(x, m):
    assert x.ndim == 1
    assert 2 <= len(x) <= 3
    assert m.ndim == 2
    assert all(1 <= side <= 2 for side in m.shape)


@given(image=images(channels=(3, 1)))
def test_no_two_sides_of_an_image_are_alike(image):
    height, width, channels = image.shape
    assert len({height, width, channels}) == 3
    assert channels in (3, 1)


@given(number=st.integers(2, FILLS), count=st.integers(0, 50))
def test_random_elements_are_not_larger_than_asked_for(number, count):
    for dtype in ("float32", "int16", "uint8"):
        a = fill(number, (count,), np.dtype(dtype), largest=3.0, special=False)
        assert a.dtype == dtype
        assert (abs(a) <= 3).all()


def test_the_first_fills_count():
    count = np.dtype("int64")
    assert fill(0, (2, 2), count, largest=1, special=True).tolist() == [[0, 1], [2, 3]]
    assert fill(1, (3,), count, largest=1, special=True).tolist() == [-1, 0, 1]
    assert fill(0, (3,), np.dtype(bool), largest=1, special=True).tolist() == [False, True, False]


@given(number=st.integers(0, FILLS))
def test_one_number_stands_for_one_fill(number):
    a, b = (fill(number, (20,), np.dtype("f8"), largest=9, special=True) for _ in range(2))
    assert a.tobytes() == b.tobytes()


@pytest.mark.parametrize("which", [np.isnan, np.isposinf, np.isneginf, np.signbit])
def test_special_floats_are_drawn_where_asked_for(which):
    x = drawn(vectors(dtypes=FLOATS, special=True), lambda x: which(x.numpy()).any())
    assert x.numel()


@given(x=tensors(dtypes=FLOATS))
def test_special_floats_are_not_drawn_otherwise(x):
    assert x.isfinite().all()
