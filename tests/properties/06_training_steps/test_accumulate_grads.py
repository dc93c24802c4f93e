"""accumulate_grads leaves the gradient of the mean loss over all samples of all batches."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn import functional

from autograder import graded
from autograder.observe import seen
from autograder.preload import preload_optimisers
from autograder.strategies import tensors

preload_optimisers()

FLOAT = (torch.float32,)
SIZES = st.shared(st.tuples(st.integers(1, 3), st.integers(1, 2)), key="sizes")  # in, out
WEIGHT = tensors(shape=SIZES.map(lambda sizes: sizes[::-1]), dtypes=FLOAT, largest=2.0)
# An input and its target in one row each, so that there are as many of both.
ROWS = st.tuples(st.integers(1, 9), SIZES).map(lambda drawn: (drawn[0], sum(drawn[1])))
BATCH = st.tuples(tensors(shape=ROWS, dtypes=FLOAT, largest=2.0), SIZES).map(
    lambda drawn: (drawn[0][:, : drawn[1][0]].clone(), drawn[0][:, drawn[1][0] :].clone())
)
BATCHES = st.lists(BATCH, min_size=1, max_size=4)


def lopsided(output: Tensor, target: Tensor) -> Tensor:
    """A loss that is another one where its arguments change places."""
    return functional.mse_loss(output, target) + output.mean()


LOSSES = {"mse": functional.mse_loss, "lopsided": lopsided}
LOSS = st.sampled_from(tuple(LOSSES))


def model_with(weight: Tensor) -> nn.Module:
    """A linear model inside another module, whose gradients are still None."""
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(weight[:, 0].clone())
    return nn.Sequential(layer)


def gradients_of(model: nn.Module) -> list[Tensor]:
    """The gradients, with zeros for None."""
    return [torch.zeros_like(p) if p.grad is None else p.grad for p in model.parameters()]


ONE = torch.tensor([[1.0]])
THREE = (torch.tensor([[1.0], [1.0], [1.0]]), torch.zeros(3, 1))
SINGLE = (torch.tensor([[2.0]]), torch.zeros(1, 1))


# Right solutions may scale before or after, and sum in another order.
@graded(points=15, zh="留下的是全部样本平均损失的梯度，参数不变", rtol=1e-4, atol=1e-4)
@given(weight=WEIGHT, batches=BATCHES, loss=LOSS)
@example(weight=ONE, batches=[THREE], loss="mse")
@example(weight=ONE, batches=[THREE, SINGLE], loss="mse")
@example(weight=ONE, batches=[SINGLE, SINGLE], loss="lopsided")
def test_leaves_the_gradient_of_the_mean_loss_over_all_samples(
    accumulate_grads, weight, batches, loss
):
    model = model_with(weight)
    accumulate_grads(model, LOSSES[loss], batches)
    return seen(gradients=gradients_of(model), parameters=list(model.parameters()))


@graded(points=10, zh="之前留下的梯度不起作用，无论是数还是 None", rtol=1e-4, atol=1e-4)
@given(weight=WEIGHT, batch=BATCH, old_gradient=WEIGHT | st.none(), calls=st.integers(1, 2))
@example(weight=ONE, batch=SINGLE, old_gradient=None, calls=1)
@example(weight=ONE, batch=SINGLE, old_gradient=ONE, calls=1)
@example(weight=ONE, batch=SINGLE, old_gradient=None, calls=2)
def test_starts_afresh_whatever_gradients_were_there(
    accumulate_grads, weight, batch, old_gradient, calls
):
    model = model_with(weight)
    model[0].weight.grad = old_gradient
    for _ in range(calls):
        accumulate_grads(model, functional.mse_loss, [batch])
    return seen(gradients=gradients_of(model))


@graded(points=5, zh="模型和批次在别的设备上也行", max_cases=25, rtol=1e-4, atol=1e-4)
@given(weight=WEIGHT, batches=BATCHES)
@example(weight=ONE, batches=[THREE, SINGLE])
def test_works_on_the_device_of_the_model_and_the_batches(
    accumulate_grads, weight, batches, device
):
    model = model_with(weight).to(device)
    batches = [(x.to(device), y.to(device)) for x, y in batches]
    accumulate_grads(model, functional.mse_loss, batches)
    return seen(gradients=gradients_of(model))
