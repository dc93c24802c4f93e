"""flatten_batch flattens every sample of a batch, and keeps the batch axis."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.strategies import shapes, tensors

# What an empty batch gives is left open: `reshape(0, -1)` is an error. Three axes, none of them
# short, tell most about the order in memory.
SAMPLES = shapes(min_rank=2, max_rank=2, min_side=2, max_side=4) | shapes(min_rank=1, max_rank=3)
BATCHES = st.tuples(st.integers(1, 4), SAMPLES).map(lambda drawn: (drawn[0], *drawn[1]))
NUMBERS = st.tuples(st.integers(1, 5))
SINGLES = shapes(min_rank=1, max_rank=3, max_side=4).map(lambda sides: (1, *sides))


@graded(points=5, zh="把第 0 维以外的所有维度展平，内存布局任意")
@given(x=tensors(shape=BATCHES, layouts="any"))
@example(x=torch.arange(12.0).reshape(2, 3, 2))
@example(x=torch.arange(12.0).reshape(2, 3, 2).transpose(1, 2))
def test_flattens_all_axes_but_the_first_for_any_strides(flatten_batch, x):
    return seen(result=flatten_batch(x))


@graded(points=5, zh="只有一个样本，或样本只是一个数时，结果也是两维")
@given(x=tensors(shape=NUMBERS | SINGLES, layouts="any"))
@example(x=torch.arange(3.0))
@example(x=torch.arange(6.0).reshape(1, 2, 3))
def test_gives_two_axes_also_for_one_sample_and_for_plain_numbers(flatten_batch, x):
    return seen(result=flatten_batch(x))
