"""Dropout switches elements off at random in training mode, and does nothing in evaluation."""

import math

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import seen
from autograder.strategies import FLOATS, shapes, tensors

# 16384 elements: the share of those that are dropped then lies within 0.05 of p by more than
# twelve standard deviations, and so rounds to p, and no axis of a right mask is constant.
MANY = st.sampled_from(((128, 128), (16, 32, 32), (8, 8, 16, 16), (16384,)))
DTYPE = st.sampled_from(FLOATS)
PS = st.integers(0, 9).map(lambda n: n / 10)
POSITIVE_PS = st.integers(1, 9).map(lambda n: n / 10)


def numbers(shape, dtype):
    """The numbers 1, 2, 3, … in the given shape: none is 0, so a 0 has been dropped."""
    return torch.arange(1, 16385, dtype=dtype).reshape(shape)


def is_like(y, x):
    return isinstance(y, Tensor) and y.shape == x.shape and y.dtype == x.dtype


def dropped(y, x):
    """Which elements are dropped; None where `y` does not look like `x` at all."""
    return y.detach() == 0 if is_like(y, x) else None


@graded(points=8, zh="训练模式下按概率 p 丢掉元素，留下的除以 1-p", rtol=1e-4, atol=1e-4)
@given(p=PS, shape=MANY, dtype=DTYPE, autograd=st.booleans())
@example(p=0.3, shape=(128, 128), dtype=torch.float32, autograd=True)
@example(p=0.2, shape=(128, 128), dtype=torch.float32, autograd=False)
def test_drops_with_probability_p_and_scales_the_rest_in_training(
    dropout, p, shape, dtype, autograd
):
    layer = dropout(p).train()
    x = numbers(shape, dtype)
    with torch.set_grad_enabled(autograd):
        y = layer(x)
    gone = dropped(y, x)
    if gone is None:
        return seen(result=y)
    factors = (y / numbers(shape, dtype))[~gone]
    return seen(
        share_dropped=round(gone.double().mean().item(), 1),
        kept_are_multiplied_by=factors.mean().item() if len(factors) else None,
        all_of_them_alike=bool((factors - factors[:1]).abs().max() < 1e-3)
        if len(factors)
        else None,
        x_left_alone=torch.equal(x, numbers(shape, dtype)),
    )


@graded(points=6, zh="每个元素、每次调用都单独抽取，梯度传给留下的元素")
@given(p=POSITIVE_PS, shape=MANY, dtype=DTYPE)
@example(p=0.5, shape=(128, 128), dtype=torch.float32)
def test_draws_anew_for_every_element_and_call_and_passes_gradients(dropout, p, shape, dtype):
    layer = dropout(p).train()
    x = numbers(shape, dtype).requires_grad_()
    y, again = layer(x), layer(x)
    gone, gone_again = dropped(y, x), dropped(again, x)
    if gone is None or gone_again is None:
        return seen(result=y)
    if y.requires_grad:
        y.backward(torch.ones_like(y))
    return seen(
        same_along_axis=[bool(torch.all(gone == gone.narrow(k, 0, 1))) for k in range(x.ndim)],
        same_in_the_next_call=torch.equal(gone, gone_again),
        gradient_of_kept_elements_only=x.grad is not None and torch.equal(x.grad == 0, gone),
    )


@graded(points=6, zh="评估模式下原样返回，无论自动求导是否打开")
@given(
    x=tensors(shape=shapes(min_rank=1, max_rank=3, max_side=4), dtypes=FLOATS, special=True),
    p=PS,
    autograd=st.booleans(),
)
@example(x=torch.arange(1.0, 9.0), p=0.5, autograd=True)
@example(x=torch.arange(1.0, 9.0), p=0.5, autograd=False)
def test_is_the_identity_in_evaluation_mode(dropout, x, p, autograd):
    layer = dropout(p)
    with torch.set_grad_enabled(autograd):
        layer.train()
        layer(x.clone())
        layer.eval()
        return seen(result=layer(x), input=x)


@graded(points=6, zh="p 不在 [0, 1) 内时抛出 ValueError", raises=ValueError)
@given(p=st.sampled_from((1.0, 0.0, -0.1, 1.5, 0.5, -1.0, 0.99, 2.0, 1, 0)))
@example(p=1.5)
@example(p=1.0)
@example(p=0.0)
@example(p=-0.25)
def test_raises_ValueError_unless_p_is_from_0_to_below_1(dropout, p):  # noqa: N802
    return seen(is_module=isinstance(dropout(p), nn.Module))


@graded(points=4, zh="x 在哪个设备，就在哪个设备上丢弃元素", max_cases=25, rtol=1e-4, atol=1e-4)
@given(p=PS, sides=shapes(min_rank=1, max_rank=3, min_side=1, max_side=4), dtype=DTYPE)
@example(p=0.5, sides=(2, 3), dtype=torch.float32)
def test_drops_on_the_device_of_x(dropout, p, sides, dtype, device):
    x = torch.arange(1, math.prod(sides) + 1, dtype=dtype).reshape(sides).to(device)
    y = dropout(p).train()(x)
    if not is_like(y, x) or y.device != x.device:
        return seen(result=y)
    # Which elements are kept is a matter of chance: look as if all of them were.
    return seen(result=torch.where(y == 0, x / (1 - p), y))
