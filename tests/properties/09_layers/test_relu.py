"""relu cuts off negative elements, with gradient 0 where it does."""

import torch
from hypothesis import example, given

from autograder import graded
from autograder.observe import gradient, seen
from autograder.strategies import FLOATS, shapes, tensors

INF, NAN = float("inf"), float("nan")
SMALL = shapes(max_rank=3, max_side=4)


def finite(x):
    """Only of finite elements is the gradient promised: put 0 in place of others."""
    return torch.where(x.isfinite(), x, 0)


@graded(points=7, zh="负数变成 0，-inf 变成 0，NaN 保持 NaN")
@given(x=tensors(shape=SMALL, dtypes=FLOATS, special=True))
@example(x=torch.tensor([-1.0, 2.0]))
@example(x=torch.tensor([-INF, INF, 1.0]))
@example(x=torch.tensor([NAN, -2.0, 0.0]))
@example(x=torch.tensor([[-1e4, 1e4], [-0.0, 3.0]], dtype=torch.float64))
def test_puts_0_in_place_of_negative_elements_and_keeps_NaN(relu, x):  # noqa: N802
    return seen(result=relu(x))


@graded(points=7, zh="正数处梯度原样传回，负数和 0 处梯度为 0")
@given(x=tensors(shape=SMALL, dtypes=FLOATS, special=True).map(finite))
@example(x=torch.tensor([-1.0, 0.0, 2.0]))
@example(x=torch.tensor(0.0))
@example(x=torch.tensor([-0.0, 1e4], dtype=torch.float64))
def test_has_gradient_0_at_0_and_below(relu, x):
    y = relu(x.requires_grad_())
    return seen(result=y, gradient=gradient(y, x))


@graded(points=3, zh="不改动 x")
@given(x=tensors(shape=SMALL, dtypes=FLOATS))
@example(x=torch.tensor([-1.0, 2.0]))
def test_leaves_x_alone(relu, x):
    return seen(result=relu(x), input=x)


@graded(points=3, zh="x 在哪个设备，结果就在哪个设备", max_cases=25)
@given(x=tensors(shape=SMALL, dtypes=FLOATS))
@example(x=torch.tensor([-1.0, 2.0]))
def test_computes_on_the_device_of_x(relu, x, device):
    return seen(result=relu(x.to(device)))
