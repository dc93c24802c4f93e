"""ones_matching makes ones with the shape, dtype and device of another tensor."""

import math

import torch
from hypothesis import example, given

from autograder import graded
from autograder.observe import requires_grad, seen
from autograder.strategies import tensors


@graded(points=5, zh="1 的形状和 dtype 与 x 相同，不被跟踪，x 也没有被改动")
@given(x=tensors(special=True, requires_grad=True))
@example(x=torch.tensor([[0, 1, 2], [3, 4, 5]]))
@example(x=torch.tensor([0.0, math.nan, math.inf]))
@example(x=torch.tensor([0.0, 1.0], requires_grad=True))
def test_gives_untracked_ones_with_the_shape_and_dtype_of_x(ones_matching, x):
    y = ones_matching(x)
    return seen(result=y, requires_grad=requires_grad(y), input=x)


@graded(points=5, zh="1 建在 x 所在的设备上", max_cases=25)
@given(x=tensors())
@example(x=torch.zeros(2, 3))
def test_puts_the_ones_on_the_device_of_x(ones_matching, x, device):
    return seen(result=ones_matching(x.to(device)))
