"""predict_one asks a model about one sample, in eval mode, and leaves everything as it was."""

from math import prod

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import requires_grad, seen
from autograder.strategies import tensors

FLOAT = (torch.float32,)
KINDS = st.sampled_from(("custom", "dropout", "batch norm"))
MODES = st.lists(st.booleans(), min_size=7, max_size=7)
SAMPLE = st.shared(st.sampled_from(((2,), (1, 3), (4,), (2, 1, 3), (1,))), key="sample")
PREDICTION = st.shared(st.sampled_from(((2,), (1,), (), (1, 3), (3, 1, 2))), key="prediction")
X = tensors(shape=SAMPLE, dtypes=FLOAT, largest=2.0)
WEIGHT = tensors(
    shape=st.tuples(PREDICTION, SAMPLE).map(lambda drawn: tuple(prod(sides) for sides in drawn)),
    dtypes=FLOAT,
    largest=2.0,
)


class Broken(Exception):  # noqa: N818 - it is what the model does
    """What a model raises that cannot predict."""


class ModeDependent(nn.Module):
    """Adds 100 to everything in train mode; where it `fails`, it raises Broken instead."""

    def __init__(self, *, fails: bool) -> None:
        super().__init__()
        self.fails = fails

    def forward(self, x: Tensor) -> Tensor:
        if self.fails:
            raise Broken("this model cannot predict")
        return x + 100 if self.training else x


class Whole(nn.Sequential):
    """A model whose own mode matters as well: it adds 1000 in train mode."""

    def forward(self, x: Tensor) -> Tensor:
        y = super().forward(x)
        return y + 1000 if self.training else y


def special_layer(kind: str, features: int) -> nn.Module:
    """A layer that computes differently in eval mode."""
    if kind == "dropout":
        return nn.Dropout()
    if kind == "custom":
        return ModeDependent(fails=False)
    layer = nn.BatchNorm1d(features)
    layer.running_mean += 0.5
    layer.running_var *= 4
    return layer


def model_of(
    kind: str, weight: Tensor, shape: tuple[int, ...], modes: list[bool], *, fails: bool = False
) -> nn.Module:
    """Make a model of seven modules inside each other, and set the mode of each."""
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(weight[:, 0] + 1)
    inner = nn.Sequential(layer, ModeDependent(fails=fails))
    outer = nn.Unflatten(1, shape) if shape else nn.Flatten(0)
    model = Whole(nn.Flatten(), special_layer(kind, weight.shape[1]), inner, outer)
    for part, mode in zip(model.modules(), modes, strict=True):
        part.training = mode
    return model


def modes_of(model: nn.Module) -> list[bool]:
    return [module.training for module in model.modules()]


ALL, NONE, MIXED = [True] * 7, [False] * 7, [True, True, False, True, True, False, True]
ONE_X, ONE_WEIGHT = torch.tensor([1.0, 2.0]), torch.tensor([[1.0, 1.0]])


# Right solutions may sum in another order.
@graded(points=10, zh="在评估模式下预测一个样本，结果不带批次轴", rtol=1e-4, atol=1e-4)
@given(kind=KINDS, weight=WEIGHT, prediction=PREDICTION, modes=MODES, x=X)
@example(kind="custom", weight=ONE_WEIGHT, prediction=(1,), modes=ALL, x=ONE_X)
@example(kind="dropout", weight=ONE_WEIGHT, prediction=(1, 1), modes=ALL, x=ONE_X)
@example(kind="batch norm", weight=ONE_WEIGHT, prediction=(), modes=MIXED, x=ONE_X)
@example(kind="custom", weight=ONE_WEIGHT, prediction=(1,), modes=NONE, x=ONE_X[None])
def test_predicts_one_sample_in_eval_mode(predict_one, kind, weight, prediction, modes, x):
    y = predict_one(model_of(kind, weight, prediction, modes), x)
    return seen(result=y, input=x)


@graded(points=5, zh="结果不带计算图，参数和自动求导不受影响")
@given(weight=WEIGHT, prediction=PREDICTION, modes=MODES, x=X, x_requires_grad=st.booleans())
@example(weight=ONE_WEIGHT, prediction=(1,), modes=ALL, x=ONE_X, x_requires_grad=True)
def test_leaves_no_graph_behind(predict_one, weight, prediction, modes, x, x_requires_grad):
    model = model_of("custom", weight, prediction, modes)
    y = predict_one(model, x.requires_grad_(x_requires_grad))
    return seen(
        requires_grad=requires_grad(y),
        autograd_on=torch.is_grad_enabled(),
        parameters=list(model.parameters()),
        parameters_require_grad=[requires_grad(param) for param in model.parameters()],
        x_requires_grad=requires_grad(x),
    )


@graded(points=5, zh="之后，每个模块的模式都和原来一样")
@given(weight=WEIGHT, prediction=PREDICTION, modes=MODES, x=X)
@example(weight=ONE_WEIGHT, prediction=(1,), modes=ALL, x=ONE_X)
@example(weight=ONE_WEIGHT, prediction=(1,), modes=NONE, x=ONE_X)
@example(weight=ONE_WEIGHT, prediction=(1,), modes=MIXED, x=ONE_X)
def test_leaves_every_module_in_the_mode_it_was_in(predict_one, weight, prediction, modes, x):
    model = model_of("custom", weight, prediction, modes)
    predict_one(model, x)
    return seen(in_train_mode=modes_of(model))


@graded(points=5, zh="模型出错时也恢复各模块的模式，异常照样传给调用者")
@given(weight=WEIGHT, modes=MODES, x=X)
@example(weight=ONE_WEIGHT, modes=ALL, x=ONE_X)
@example(weight=ONE_WEIGHT, modes=NONE, x=ONE_X)
@example(weight=ONE_WEIGHT, modes=MIXED, x=ONE_X)
def test_restores_the_modes_also_where_the_model_fails(predict_one, weight, modes, x):
    model = model_of("custom", weight, (weight.shape[0],), modes, fails=True)
    reached = False
    try:
        predict_one(model, x)
    except Broken:
        reached = True
    return seen(
        exception_reached_the_caller=reached,
        in_train_mode=modes_of(model),
        autograd_on=torch.is_grad_enabled(),
    )


@graded(points=5, zh="模型和样本在哪个设备，就在哪个设备上预测", max_cases=25, rtol=1e-4, atol=1e-4)
@given(kind=KINDS, weight=WEIGHT, prediction=PREDICTION, modes=MODES, x=X)
@example(kind="custom", weight=ONE_WEIGHT, prediction=(1,), modes=NONE, x=ONE_X)
def test_predicts_on_the_device_of_the_model_and_the_sample(
    predict_one, kind, weight, prediction, modes, x, device
):
    model = model_of(kind, weight, prediction, modes).to(device)
    return seen(result=predict_one(model, x.to(device)))
