"""sgd_step_ moves parameters against their gradients, in place."""

from collections.abc import Sequence

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor

from autograder import graded
from autograder.observe import is_leaf, requires_grad, seen, shares_memory
from autograder.preload import preload_optimisers
from autograder.strategies import FLOATS, shapes, tensors

preload_optimisers()
Drawn = tuple[list[Tensor], list[Tensor | None]]
RATES = st.sampled_from((0.5, 0.1, 1.0, 2.0))
# One tensor holds a weight and its gradient, so that their shapes agree.
HALVES = tensors(
    shape=shapes(max_rank=2, min_side=1, max_side=3).map(lambda sides: (2, *sides)), dtypes=FLOATS
)


def parameters(*, missing: bool, key: str) -> st.SearchStrategy[Drawn]:
    """One to three weights, and as many gradients: where `missing`, some are None."""
    absent = st.booleans() if missing else st.just(value=False)
    return st.shared(
        st.lists(st.tuples(HALVES, absent), min_size=1, max_size=3).map(
            lambda drawn: (
                [both[0].clone() for both, _ in drawn],
                [None if gone else both[1].clone() for both, gone in drawn],
            )
        ),
        key=key,
    )


COMPLETE = parameters(missing=False, key="complete")
MIXED = parameters(missing=True, key="mixed")


def with_gradients(weights: Sequence[Tensor], gradients: Sequence[Tensor | None]) -> list[Tensor]:
    for weight, gradient in zip(weights, gradients, strict=True):
        weight.requires_grad_().grad = gradient
    return list(weights)


TWO = [torch.tensor([1.0, 2.0]), torch.tensor([[3.0]])]
SLOPES = [torch.tensor([2.0, -2.0]), torch.tensor([[4.0]])]


@graded(points=8, zh="每个参数都就地朝梯度的反方向移动")
@given(weights=COMPLETE.map(lambda d: d[0]), gradients=COMPLETE.map(lambda d: d[1]), lr=RATES)
@example(weights=TWO[:1], gradients=SLOPES[:1], lr=0.5)
def test_moves_each_parameter_against_its_gradient_in_place(sgd_step_, weights, gradients, lr):
    params = with_gradients(weights, gradients)
    memory = [param.detach() for param in params]
    sgd_step_(list(params), lr)
    same = [shares_memory(old, new) for old, new in zip(memory, params, strict=True)]
    return seen(parameters=params, same_memory=same)


@graded(points=4, zh="跳过没有梯度的参数，也接受生成器")
@given(
    weights=MIXED.map(lambda d: d[0]),
    gradients=MIXED.map(lambda d: d[1]),
    lr=RATES,
    as_generator=st.booleans(),
)
@example(weights=TWO, gradients=[None, SLOPES[1]], lr=0.5, as_generator=False)
@example(weights=TWO, gradients=SLOPES, lr=0.5, as_generator=True)
def test_skips_missing_gradients_and_accepts_a_generator(
    sgd_step_, weights, gradients, lr, as_generator
):
    params = with_gradients(weights, gradients)
    sgd_step_((param for param in params) if as_generator else list(params), lr)
    return seen(parameters=params)


@graded(points=4, zh="参数仍是叶子张量，梯度保持不变")
@given(weights=COMPLETE.map(lambda d: d[0]), gradients=COMPLETE.map(lambda d: d[1]), lr=RATES)
@example(weights=TWO, gradients=SLOPES, lr=0.5)
def test_keeps_parameters_leaves_and_their_gradients_unchanged(sgd_step_, weights, gradients, lr):
    params = with_gradients(weights, gradients)
    sgd_step_(list(params), lr)
    return seen(
        parameters=params,
        gradients=[param.grad for param in params],
        are_leaves=[is_leaf(param) for param in params],
        require_grad=[requires_grad(param) for param in params],
        autograd_on=torch.is_grad_enabled(),
    )


@graded(points=4, zh="参数在别的设备上也行", max_cases=25)
@given(weights=COMPLETE.map(lambda d: d[0]), gradients=COMPLETE.map(lambda d: d[1]), lr=RATES)
@example(weights=TWO[:1], gradients=SLOPES[:1], lr=0.5)
def test_moves_parameters_on_the_device_where_they_are(sgd_step_, weights, gradients, lr, device):
    params = with_gradients([w.to(device) for w in weights], [g.to(device) for g in gradients])
    sgd_step_(list(params), lr)
    return seen(parameters=params)
