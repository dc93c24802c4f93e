"""train_step moves a model by one step of its optimiser, on one batch."""

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
RATES = st.sampled_from((0.5, 0.1))
SIZES = st.shared(st.tuples(st.integers(1, 3), st.integers(1, 2)), key="sizes")  # in, out
WEIGHT = tensors(shape=SIZES.map(lambda sizes: sizes[::-1]), dtypes=FLOAT, largest=2.0)
# An input and its target in one row each, so that there are as many of both.
ROWS = st.tuples(st.integers(1, 4), SIZES).map(lambda drawn: (drawn[0], sum(drawn[1])))
BATCH = st.tuples(tensors(shape=ROWS, dtypes=FLOAT, largest=2.0), SIZES).map(
    lambda drawn: (drawn[0][:, : drawn[1][0]].clone(), drawn[0][:, drawn[1][0] :].clone())
)


def lopsided(output: Tensor, target: Tensor) -> Tensor:
    """A loss that is another one where its arguments change places."""
    return functional.mse_loss(output, target) + output.mean()


LOSSES = {"mse": functional.mse_loss, "lopsided": lopsided}
LOSS = st.sampled_from(tuple(LOSSES))


class Switch(nn.Module):
    """Gives twice its input in train mode, and notes the mode and each backward pass."""

    def __init__(self, notes: list[object]) -> None:
        super().__init__()
        self.notes = notes

    def forward(self, x: Tensor) -> Tensor:
        self.notes.append("train mode" if self.training else "eval mode")
        y = 2 * x if self.training else 1 * x
        if y.requires_grad:
            y.register_hook(lambda gradient: self.notes.append("backward"))
        return y


def model_with(weight: Tensor, stale: Tensor | None, notes: list[object]) -> nn.Sequential:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight = nn.Parameter(weight)
    layer.bias = nn.Parameter(weight[:, 0].clone())
    layer.weight.grad = stale
    return nn.Sequential(layer, Switch(notes))


ONE = torch.tensor([[1.0]])
ONES = (torch.ones(2, 1), torch.zeros(2, 1))


# Right solutions may sum gradients in another order, and a few steps make more of it.
@graded(points=8, zh="只沿着这一个批次的梯度更新一步参数", rtol=1e-4, atol=1e-4)
@given(
    weight=WEIGHT,
    stale=st.none() | WEIGHT,
    batches=st.lists(BATCH, min_size=1, max_size=3),
    loss=LOSS,
    lr=RATES,
    momentum=st.sampled_from((0.0, 0.5)),
)
@example(weight=ONE, stale=ONE, batches=[ONES], loss="mse", lr=0.5, momentum=0.0)
@example(weight=ONE, stale=None, batches=[ONES, ONES], loss="mse", lr=0.5, momentum=0.0)
@example(weight=ONE, stale=None, batches=[ONES], loss="lopsided", lr=0.5, momentum=0.0)
@example(weight=ONE, stale=None, batches=[ONES, ONES], loss="mse", lr=0.5, momentum=0.5)
def test_steps_along_the_gradient_of_this_batch_alone(
    train_step, weight, stale, batches, loss, lr, momentum
):
    notes: list[object] = []
    model = model_with(weight, stale, notes)
    optimiser = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    optimiser.register_step_post_hook(lambda *_: notes.append("step"))
    for x, y in batches:
        train_step(model, optimiser, LOSSES[loss], x, y)
    return seen(
        parameters=list(model.parameters()),
        in_this_order=[note for note in notes if note in ("backward", "step")],
    )


@graded(points=4, zh="以 Python float 返回更新之前的损失", rtol=1e-4, atol=1e-4)
@given(weight=WEIGHT, batch=BATCH, loss=LOSS, lr=RATES)
@example(weight=ONE, batch=ONES, loss="mse", lr=0.5)
@example(weight=ONE, batch=ONES, loss="lopsided", lr=0.5)
def test_returns_the_loss_before_the_step_as_a_Python_float(  # noqa: N802
    train_step, weight, batch, loss, lr
):
    model = model_with(weight, None, [])
    optimiser = torch.optim.SGD(model.parameters(), lr=lr)
    return seen(result=train_step(model, optimiser, LOSSES[loss], *batch))


@graded(points=4, zh="不论之前是什么模式，都在训练模式下计算", rtol=1e-4, atol=1e-4)
@given(weight=WEIGHT, batch=BATCH, was_training=st.booleans(), inner_was_training=st.booleans())
@example(weight=ONE, batch=ONES, was_training=False, inner_was_training=False)
@example(weight=ONE, batch=ONES, was_training=True, inner_was_training=False)
def test_computes_in_train_mode_whatever_the_mode_was_before(
    train_step, weight, batch, was_training, inner_was_training
):
    notes: list[object] = []
    model = model_with(weight, None, notes)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.5)
    model.train(was_training)
    model[1].train(inner_was_training)
    train_step(model, optimiser, functional.mse_loss, *batch)
    modes = [note for note in notes if note in ("train mode", "eval mode")]
    return seen(mode_during_the_step=modes[:1], parameters=list(model.parameters()))


@graded(points=4, zh="模型和批次在别的设备上也行", max_cases=25, rtol=1e-4, atol=1e-4)
@given(weight=WEIGHT, batch=BATCH, loss=LOSS, lr=RATES)
@example(weight=ONE, batch=ONES, loss="mse", lr=0.5)
def test_steps_on_the_device_of_the_model_and_the_batch(
    train_step, weight, batch, loss, lr, device
):
    model = model_with(weight, None, []).to(device)
    optimiser = torch.optim.SGD(model.parameters(), lr=lr)
    result = train_step(model, optimiser, LOSSES[loss], *(part.to(device) for part in batch))
    return seen(result=result, parameters=list(model.parameters()))
