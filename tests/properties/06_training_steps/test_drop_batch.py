"""drop_batch takes the one sample out of its batch."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.strategies import shapes, tensors

SAMPLES = shapes(max_rank=3, max_side=3)
# The batch of 1 has no other axis of size 1, so that here only the check matters.
BATCHES = st.tuples(st.sampled_from((2, 0, 1, 3)), SAMPLES).map(
    lambda drawn: (1, 3) if drawn[0] == 1 else (drawn[0], *drawn[1])
)


@graded(points=5, zh="只去掉批次轴，其余大小为 1 的轴保留")
@given(x=tensors(shape=SAMPLES.map(lambda sides: (1, *sides)), layouts="any"))
@example(x=torch.arange(3.0).reshape(1, 3))
@example(x=torch.arange(3.0).reshape(1, 1, 3))
def test_drops_the_batch_axis_and_no_other(drop_batch, x):
    y = drop_batch(x)
    return seen(result=y, input=x)


@graded(points=5, zh="批次大小不是 1 时抛出 ValueError", raises=ValueError)
@given(x=tensors(shape=BATCHES))
@example(x=torch.arange(6.0).reshape(2, 3))
@example(x=torch.empty(0, 3))
@example(x=torch.ones(2, 1))
def test_raises_ValueError_unless_the_batch_holds_one_sample(drop_batch, x):  # noqa: N802
    return drop_batch(x)
