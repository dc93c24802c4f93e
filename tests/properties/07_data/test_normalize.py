"""normalize takes each channel's mean off and divides by its std."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen, shares_memory
from autograder.strategies import FLOATS, tensors

CHANNELS = st.shared(st.sampled_from((3, 2, 1)), key="channels")
SIDES = st.sampled_from(((4, 5), (5, 4), (6, 4), (4, 6), (2, 3), (5, 1)))
X = tensors(
    shape=st.tuples(CHANNELS, SIDES).map(lambda drawn: (drawn[0], *drawn[1])), dtypes=FLOATS
)
# Eighths are exact in float32 too: in which dtype a solution holds them does not matter.
EIGHTHS = st.integers(-16, 16).filter(bool).map(lambda n: n / 8)
POSITIVE = st.sampled_from((0.25, 0.5, 2.0, 4.0, 0.125, 1.5))


def per_channel(numbers, containers=(list, tuple)):
    """A list or tuple of as many of the numbers as there are channels."""
    lists = CHANNELS.flatmap(lambda count: st.lists(numbers, min_size=count, max_size=count))
    return st.tuples(lists, st.sampled_from(containers)).map(lambda drawn: drawn[1](drawn[0]))


IMAGE = torch.arange(18.0).reshape(3, 2, 3)
SQUARE = torch.arange(12.0).reshape(2, 3, 2)


@graded(points=5, zh="每个通道减去各自的均值，再除以各自的标准差")
@given(x=X, mean=per_channel(EIGHTHS), std=per_channel(POSITIVE))
@example(x=IMAGE, mean=[1.0, 2.0, 3.0], std=[0.5, 2.0, 4.0])
@example(x=SQUARE, mean=(1.0, -2.0), std=(0.5, 2.0))
@example(x=SQUARE.transpose(1, 2), mean=(1.0, -2.0), std=(0.5, 2.0))
def test_takes_each_channel_by_its_own_mean_and_std(normalize, x, mean, std):
    return seen(result=normalize(x, mean, std))


@graded(points=2, zh="不改动 x，结果是新的张量")
@given(x=X, mean=per_channel(EIGHTHS), std=per_channel(POSITIVE))
@example(x=torch.tensor([[[2.0, 5.0]]]), mean=[1.0], std=[2.0])
def test_leaves_x_as_it_is_and_gives_a_new_tensor(normalize, x, mean, std):
    y = normalize(x, mean, std)
    return seen(result=y, input=x, shares_memory=shares_memory(x, y))


@graded(points=3, zh="任何一个标准差为零都抛出 ValueError", raises=ValueError)
@given(x=X, mean=per_channel(EIGHTHS), std=per_channel(st.sampled_from((0.0, 1.5, -0.0, 2.0, 0.5))))
@example(x=IMAGE, mean=[1.0, 2.0, 3.0], std=[0.5, 0.0, 4.0])
@example(x=IMAGE, mean=[1.0, 2.0, 3.0], std=[0.5, 2.0, 0.0])
@example(x=IMAGE, mean=[1.0, 2.0, 3.0], std=[0.0, 0.0, 0.0])
def test_raises_ValueError_if_any_std_is_zero(normalize, x, mean, std):  # noqa: N802
    return seen(result=normalize(x, mean, std))
