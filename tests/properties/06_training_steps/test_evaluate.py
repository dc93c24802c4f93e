"""evaluate measures a classifier over all samples, in eval mode, and puts the modes back."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from autograder import graded
from autograder.observe import seen
from autograder.strategies import tensors

SIZES = st.shared(st.tuples(st.integers(1, 9), st.integers(2, 4)), key="sizes")  # samples, classes
KINDS = st.sampled_from(("custom", "dropout", "batch norm"))
MODES = st.lists(st.booleans(), min_size=4, max_size=4)
BATCH_SIZE = st.integers(1, 5)


def told_apart(x: Tensor) -> Tensor:
    """Add a little to each column, so that no two classes have the same score."""
    return x + torch.arange(x.shape[1]) / 10000


def targets(size: tuple[int, int]) -> st.SearchStrategy[Tensor]:
    """One class for each sample."""
    samples, classes = size
    drawn = st.lists(st.integers(0, classes - 1), min_size=samples, max_size=samples)
    return drawn.map(lambda values: torch.tensor(values, dtype=torch.int64))


X = tensors(shape=SIZES, dtypes=(torch.float32,)).map(told_apart)
Y = SIZES.flatmap(targets)


class Broken(Exception):  # noqa: N818 - it is what the model does
    """What a model raises that cannot predict."""


class ModeDependent(nn.Module):
    """Turns scores round in train mode; from its call number `fails` on, it raises Broken."""

    def __init__(self, fails: int = 99) -> None:
        super().__init__()
        self.left = fails

    def forward(self, x: Tensor) -> Tensor:
        self.left -= 1
        if self.left < 0:
            raise Broken("this model cannot predict")
        return -x if self.training else x


class Whole(nn.Sequential):
    """A model whose own mode matters as well: it doubles the scores in train mode."""

    def forward(self, x: Tensor) -> Tensor:
        y = super().forward(x)
        return 2 * y if self.training else y


def special_layer(kind: str, features: int) -> nn.Module:
    """A layer that computes differently in eval mode."""
    if kind == "dropout":
        return nn.Dropout()
    if kind == "custom":
        return ModeDependent()
    layer = nn.BatchNorm1d(features)
    layer.running_mean += 0.5
    layer.running_var *= 4
    return layer


def model_of(layer: nn.Module, modes: list[bool], fails: int = 99) -> nn.Module:
    """Make a model of four modules inside each other, and set the mode of each."""
    model = Whole(nn.Sequential(layer), ModeDependent(fails))
    for part, mode in zip(model.modules(), modes, strict=True):
        part.training = mode
    return model


def loader_of(x: Tensor, y: Tensor, batch_size: int) -> DataLoader:
    return DataLoader(TensorDataset(x, y), batch_size=batch_size)


def modes_of(model: nn.Module) -> list[bool]:
    return [module.training for module in model.modules()]


ALL, NONE, MIXED = [True] * 4, [False] * 4, [True, True, False, True]
SCORES = torch.tensor([[2.0, 0.0], [0.0, 1.0], [0.0, 3.0]])
CLASSES = torch.tensor([0, 1, 0])


# Right solutions may sum in another order, and in float32.
@graded(points=12, zh="对所有样本求平均交叉熵和准确率，返回两个 Python float", rtol=1e-4, atol=1e-5)
@given(x=X, y=Y, batch_size=BATCH_SIZE)
@example(x=SCORES, y=CLASSES, batch_size=3)
@example(x=SCORES, y=CLASSES, batch_size=2)
def test_averages_loss_and_accuracy_over_all_samples(evaluate, x, y, batch_size):
    model = model_of(nn.Identity(), NONE)
    return seen(result=evaluate(model, loader_of(x, y, batch_size)))


@graded(points=5, zh="不论之前是什么模式，都在评估模式下计算", rtol=1e-4, atol=1e-5)
@given(kind=KINDS, modes=MODES, x=X, y=Y)
@example(kind="custom", modes=ALL, x=SCORES, y=CLASSES)
@example(kind="dropout", modes=MIXED, x=SCORES, y=CLASSES)
@example(kind="batch norm", modes=ALL, x=SCORES, y=CLASSES)
def test_computes_in_eval_mode(evaluate, kind, modes, x, y):
    model = model_of(special_layer(kind, x.shape[1]), modes)
    return seen(result=evaluate(model, loader_of(x, y, len(x))))


@graded(points=4, zh="之后，每个模块的模式都和原来一样，自动求导仍然开着")
@given(modes=MODES, x=X, y=Y, batch_size=BATCH_SIZE)
@example(modes=ALL, x=SCORES, y=CLASSES, batch_size=3)
@example(modes=NONE, x=SCORES, y=CLASSES, batch_size=3)
@example(modes=MIXED, x=SCORES, y=CLASSES, batch_size=3)
def test_leaves_every_module_in_the_mode_it_was_in(evaluate, modes, x, y, batch_size):
    model = model_of(ModeDependent(), modes)
    evaluate(model, loader_of(x, y, batch_size))
    return seen(in_train_mode=modes_of(model), autograd_on=torch.is_grad_enabled())


@graded(points=4, zh="模型出错时也恢复各模块的模式，异常照样传给调用者")
@given(modes=MODES, fails_on_batch=st.integers(1, 3))
@example(modes=ALL, fails_on_batch=1)
@example(modes=NONE, fails_on_batch=1)
@example(modes=MIXED, fails_on_batch=2)
def test_restores_the_modes_also_where_the_model_fails(evaluate, modes, fails_on_batch):
    model = model_of(ModeDependent(), modes, fails_on_batch - 1)
    reached = False
    try:
        evaluate(model, loader_of(SCORES, CLASSES, 1))
    except Broken:
        reached = True
    return seen(
        exception_reached_the_caller=reached,
        in_train_mode=modes_of(model),
        autograd_on=torch.is_grad_enabled(),
    )


@graded(points=5, zh="模型和批次在别的设备上也行", max_cases=25, rtol=1e-4, atol=1e-5)
@given(kind=KINDS, x=X, y=Y, batch_size=BATCH_SIZE)
@example(kind="custom", x=SCORES, y=CLASSES, batch_size=2)
def test_measures_on_the_device_of_the_model_and_the_batches(
    evaluate, kind, x, y, batch_size, device
):
    model = model_of(special_layer(kind, x.shape[1]), NONE).to(device)
    return seen(result=evaluate(model, loader_of(x.to(device), y.to(device), batch_size)))
