"""from_list turns numbers and nested lists into a tensor."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.strategies import shapes, tensors

NESTED = tensors(
    shape=shapes(max_rank=3, max_side=3),
    dtypes=(torch.int64, torch.float64, torch.bool),
    special=True,
).map(torch.Tensor.tolist)
MIXED = st.lists(st.sampled_from((1, 2.5, True, -3)), min_size=1, max_size=4)
# No row is empty: torch itself lets [[], [1]] pass.
ROW = st.lists(st.integers(-9, 9), min_size=1, max_size=3)
ROWS = st.lists(ROW, min_size=2, max_size=3)


@graded(points=5, zh="每层嵌套是一个轴，dtype 由数据推断")
@given(data=NESTED | MIXED)
@example(data=[[1, 2, 3], [4, 5, 6]])
@example(data=3)
@example(data=2.5)
@example(data=[0.5, 1.5])
@example(data=[[16777217]])
def test_makes_an_axis_of_every_level_and_infers_the_dtype(from_list, data):
    return from_list(data)


@graded(points=5, zh="长短不一的列表引发 ValueError", raises=ValueError)
@given(data=ROWS | st.lists(ROWS, min_size=1, max_size=2))
@example(data=[[1, 2], [3]])
@example(data=[[1, 2], [3, 4]])
def test_raises_ValueError_for_ragged_lists(from_list, data):  # noqa: N802
    return from_list(data)
