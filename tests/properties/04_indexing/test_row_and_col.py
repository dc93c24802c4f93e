"""row_and_col takes one row and one column out of a matrix, as views."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import first_items, seen, shares_memory
from autograder.strategies import shapes, tensors

SIZES = st.shared(shapes(min_rank=2, max_rank=2, min_side=1), key="full")
ANY_SIZES = st.shared(shapes(min_rank=2, max_rank=2), key="any")
OUTSIDE = st.shared(st.sampled_from([(0,), (1,), (0, 1)]), key="outside")


def inside(axis):
    """An index that the axis has."""
    return SIZES.flatmap(lambda size: st.integers(-size[axis], size[axis] - 1))


def perhaps_outside(axis):
    """An index that the axis lacks, where it is one of OUTSIDE or empty."""

    def index(drawn):
        size, outside = drawn
        side = size[axis]
        if side and axis not in outside:
            return st.integers(-side, side - 1)
        return st.integers(side, side + 2) | st.integers(-side - 3, -side - 1)

    return st.tuples(ANY_SIZES, OUTSIDE).flatmap(index)


@graded(points=5, zh="返回第 i 行和第 j 列，两者都是视图")
@given(x=tensors(shape=SIZES, layouts="any"), i=inside(0), j=inside(1))
@example(x=torch.arange(12.0).reshape(3, 4), i=1, j=2)
@example(x=torch.arange(6.0).reshape(2, 3), i=-1, j=-3)
def test_returns_row_i_and_column_j_as_views(row_and_col, x, i, j):
    pair = row_and_col(x, i, j)
    return seen(
        result=pair, shares_memory=[shares_memory(part, x) for part in first_items(pair, 2)]
    )


@graded(points=5, zh="行或列不存在时抛出 IndexError", raises=IndexError)
@given(x=tensors(shape=ANY_SIZES), i=perhaps_outside(0), j=perhaps_outside(1))
@example(x=torch.arange(6.0).reshape(2, 3), i=2, j=0)
@example(x=torch.arange(6.0).reshape(2, 3), i=0, j=-4)
def test_raises_IndexError_where_there_is_no_such_row_or_column(row_and_col, x, i, j):  # noqa: N802
    return seen(result=row_and_col(x, i, j))
