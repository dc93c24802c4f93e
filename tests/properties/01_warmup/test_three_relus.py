"""three_relus computes one ReLU three times, and leaves its input alone."""

import torch
from hypothesis import example, given

from autograder import graded
from autograder.observe import seen
from autograder.strategies import NUMERIC, tensors

X = tensors(dtypes=NUMERIC)


@graded(points=7, zh="三个结果都是 x 的 ReLU，放在元组里")
@given(x=X)
@example(x=torch.tensor([-2.0, 0.0, 3.0]))
@example(x=torch.tensor([[-1, 4], [5, -6]]))
def test_gives_the_ReLU_of_x_three_times(three_relus, x):  # noqa: N802
    return seen(result=three_relus(x))


@graded(points=3, zh="x 本身保持不变")
@given(x=X)
@example(x=torch.tensor([-2.0, 0.0, 3.0]))
def test_leaves_x_as_it_is(three_relus, x):
    return seen(result=three_relus(x), input=x)
