"""zero_rows_ sets some rows of a matrix to zero, in place."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor

from autograder import graded
from autograder.observe import seen
from autograder.strategies import shapes, tensors

WITH_ROWS = shapes(min_rank=2, max_rank=2, min_side=1, max_side=4)
SIZES = st.shared(WITH_ROWS | shapes(min_rank=2, max_rank=2, max_side=4), key="any")
# Where there is nothing to write, not every indexing looks at its numbers: sides of at least 1.
FULL = st.shared(WITH_ROWS, key="full")


def rows_of(size):
    """Rows that a matrix has, with duplicates and negative numbers."""
    if not size[0]:
        return st.just([])
    row = st.integers(-size[0], size[0] - 1)
    return st.lists(row, min_size=1, max_size=4) | st.lists(row, max_size=2)


def with_one_outside(size):
    """Rows of which at least one is not there."""
    rows = size[0]
    outside = st.integers(rows, rows + 2) | st.integers(-rows - 3, -rows - 1)
    before = st.lists(st.integers(-rows, rows - 1), max_size=2)
    return st.builds(lambda good, bad: [*good, bad], before, outside)


def matrices_to_write(sizes):
    """Matrices whose elements all have a place of their own, half of them not contiguous."""
    upright = tensors(shape=sizes, special=True)
    return upright | tensors(shape=sizes.map(lambda s: s[::-1]), special=True).map(Tensor.t)


@graded(points=15, zh="就地把所列的行变成 0，返回 None")
@given(x=matrices_to_write(SIZES), idx=SIZES.flatmap(rows_of))
@example(x=torch.arange(1.0, 7.0).reshape(3, 2), idx=[0, 2])
@example(x=torch.arange(1, 7).reshape(3, 2), idx=[-1])
@example(x=torch.arange(1.0, 7.0).reshape(3, 2), idx=[])
@example(x=torch.tensor([[1.0, float("nan")], [2.0, float("inf")]]), idx=[1, 0, 1])
def test_zeroes_the_listed_rows_in_place_and_returns_None(zero_rows_, x, idx):  # noqa: N802
    view = x[:]
    return seen(result=zero_rows_(x, idx), x=x, view_of_x=view)


@graded(points=5, zh="行不存在时抛出 IndexError", raises=IndexError)
@given(x=matrices_to_write(FULL), idx=FULL.flatmap(with_one_outside))
@example(x=torch.arange(1.0, 7.0).reshape(3, 2), idx=[3])
@example(x=torch.arange(1.0, 7.0).reshape(3, 2), idx=[0, -4])
def test_raises_IndexError_for_a_row_that_is_not_there(zero_rows_, x, idx):  # noqa: N802
    return seen(result=zero_rows_(x, idx))
