"""clear_grads leaves no gradient behind, and leaves the weights alone."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import is_leaf, requires_grad, seen
from autograder.strategies import FLOATS, shapes, tensors

Drawn = tuple[list[Tensor], list[Tensor | None]]
# One tensor holds a weight and its gradient, so that their shapes agree.
HALVES = shapes(max_rank=2, min_side=1, max_side=3).map(lambda sides: (2, *sides))


def parameters(key: str, *, special: bool) -> st.SearchStrategy[Drawn]:
    """One to four weights, and as many gradients, some of which are None."""
    halves = tensors(shape=HALVES, dtypes=FLOATS, special=special)
    missing = st.sampled_from((False, False, True))
    return st.shared(
        st.lists(st.tuples(halves, missing), min_size=1, max_size=4).map(
            lambda drawn: (
                [both[0].clone() for both, _ in drawn],
                [None if gone else both[1].clone() for both, gone in drawn],
            )
        ),
        key=key,
    )


SPECIAL = parameters("special", special=True)
ORDINARY = parameters("ordinary", special=False)


class Nested(nn.Module):
    """A model with two parameters of its own; the others are in modules inside each other."""

    def __init__(self, weights: list[Tensor]) -> None:
        super().__init__()
        for number, weight in enumerate(weights[:2]):
            self.register_parameter(f"weight{number}", nn.Parameter(weight))
        if weights[2:]:
            self.inner = nn.Sequential(nn.ReLU(), Nested(weights[2:]))


def model_with(weights: list[Tensor], gradients: list[Tensor | None]) -> Nested:
    model = Nested(weights)
    for param, gradient in zip(model.parameters(), gradients, strict=True):
        param.grad = gradient
    return model


def left_in(param: Tensor) -> Tensor:
    """The gradient of a parameter, with zeros for None: both mean that nothing is left."""
    return torch.zeros_like(param) if param.grad is None else param.grad


WEIGHTS = [torch.tensor([1.0, 2.0]), torch.tensor([[3.0]]), torch.tensor([4.0])]
OLD = [torch.tensor([5.0, 6.0]), torch.tensor([[7.0]]), torch.tensor([8.0])]


@graded(points=5, zh="不留下任何旧梯度，参数的值不变")
@given(weights=SPECIAL.map(lambda d: d[0]), gradients=SPECIAL.map(lambda d: d[1]))
@example(weights=WEIGHTS[:1], gradients=OLD[:1])
@example(weights=WEIGHTS[:2], gradients=OLD[:2])
@example(weights=WEIGHTS[:2], gradients=[None, OLD[1]])
@example(weights=WEIGHTS, gradients=OLD)
@example(weights=WEIGHTS[:1], gradients=[torch.tensor([float("nan"), float("inf")])])
def test_leaves_no_old_gradient_and_does_not_touch_the_weights(clear_grads, weights, gradients):
    model = model_with(weights, gradients)
    params = [*model.parameters()]
    clear_grads(model)
    return seen(
        gradients=[left_in(param) for param in params],
        parameters=params,
        model_has_the_same_parameters=[
            new is old for new, old in zip(model.parameters(), params, strict=False)
        ],
    )


@graded(points=3, zh="之后的反向传播只留下自己的梯度")
@given(weights=ORDINARY.map(lambda d: d[0]), gradients=ORDINARY.map(lambda d: d[1]))
@example(weights=WEIGHTS, gradients=OLD)
@example(weights=WEIGHTS[:1], gradients=[None])
def test_lets_the_next_backward_pass_leave_its_own_gradients(clear_grads, weights, gradients):
    model = model_with(weights, gradients)
    clear_grads(model)
    autograd_on = torch.is_grad_enabled()
    params = [*model.parameters()]
    trained = [param for param in params if param.requires_grad]
    if trained:
        with torch.enable_grad():
            torch.stack([(3 * param).sum().double() for param in trained]).sum().backward()
    return seen(
        gradients=[left_in(param) for param in params],
        autograd_on=autograd_on,
        require_grad=[requires_grad(param) for param in params],
        are_leaves=[is_leaf(param) for param in params],
    )


@graded(points=2, zh="模型在别的设备上也行", max_cases=25)
@given(weights=ORDINARY.map(lambda d: d[0]), gradients=ORDINARY.map(lambda d: d[1]))
@example(weights=WEIGHTS, gradients=OLD)
def test_clears_the_gradients_on_the_device_of_the_model(clear_grads, weights, gradients, device):
    model = model_with(
        [weight.to(device) for weight in weights],
        [None if old is None else old.to(device) for old in gradients],
    )
    clear_grads(model)
    return seen(gradients=[left_in(param) for param in model.parameters()])
