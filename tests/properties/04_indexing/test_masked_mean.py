"""masked_mean averages the entries of each row that a mask marks."""

import math

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor

from autograder import graded
from autograder.observe import gradient, seen
from autograder.strategies import FLOATS, tensors

BOOL = (torch.bool,)
SIZES = st.shared(st.tuples(st.integers(1, 4), st.integers(0, 4)), key="any")
FULL = st.shared(st.tuples(st.integers(1, 4), st.integers(1, 4)), key="full")


def with_a_true_entry(mask):
    """The mask with its first entry True: where no row has one, nothing need reach `x`."""
    mask = mask.clone()
    mask[0, 0] = True
    return mask


MASKS = st.shared(tensors(shape=FULL, dtypes=BOOL).map(with_a_true_entry), key="masks")
TRACKED = tensors(shape=FULL, dtypes=FLOATS).map(Tensor.requires_grad_)
POISONED = st.builds(
    lambda x, mask, poison: x.masked_fill(~mask, poison).requires_grad_(),
    tensors(shape=FULL, dtypes=FLOATS),
    MASKS,
    st.sampled_from((math.nan, math.inf, -math.inf)),
)


@graded(points=10, zh="每行对标为 True 的元素求均值，没有则为 0", rtol=1e-5, atol=1e-5)
@given(x=tensors(shape=SIZES, dtypes=FLOATS), mask=tensors(shape=SIZES, dtypes=BOOL))
@example(
    x=torch.tensor([[1.0, 2.0, 6.0], [4.0, 5.0, 9.0]]),
    mask=torch.tensor([[True, False, True], [False, True, False]]),
)
@example(
    x=torch.tensor([[1.0, 2.0], [3.0, 4.0]]), mask=torch.tensor([[False, False], [True, True]])
)
def test_averages_the_True_entries_of_each_row_and_gives_0_for_none(  # noqa: N802
    masked_mean, x, mask
):
    return seen(result=masked_mean(x, mask))


@graded(points=5, zh="被遮住的 NaN 和无穷不影响结果和梯度", rtol=1e-5, atol=1e-5)
@given(x=POISONED, mask=MASKS)
@example(
    x=torch.tensor([[1.0, math.nan], [3.0, 4.0]]), mask=torch.tensor([[True, False], [True, True]])
)
def test_is_not_poisoned_by_NaN_or_infinity_under_the_mask(masked_mean, x, mask):  # noqa: N802
    means = masked_mean(x, mask)
    return seen(result=means, gradient=gradient(means, x))


@graded(points=5, zh="梯度只流回标为 True 的元素", rtol=1e-5, atol=1e-5)
@given(x=TRACKED, mask=MASKS)
def test_passes_gradients_to_the_True_entries_only(masked_mean, x, mask):  # noqa: N802
    means = masked_mean(x, mask)
    return seen(result=means, gradient=gradient(means, x))
