"""fit trains a model with SGD on the mean squared error, on the device that it is given."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from autograder import graded
from autograder.observe import seen
from autograder.preload import preload_optimisers
from autograder.strategies import tensors

preload_optimisers()

FLOAT = (torch.float32,)
CPU = torch.device("cpu")
RATES = st.sampled_from((0.1, 0.05))
EPOCHS = st.integers(0, 3)
SIZES = st.shared(st.tuples(st.integers(1, 3), st.integers(1, 2)), key="sizes")  # in, out
SAMPLES = st.shared(st.integers(1, 5), key="samples")
WEIGHT = tensors(shape=SIZES.map(lambda sizes: sizes[::-1]), dtypes=FLOAT, largest=1.0)


def samples(side: int) -> st.SearchStrategy[Tensor]:
    """As many rows as there are samples, with the size at the position `side`."""
    shape = st.tuples(SAMPLES, SIZES).map(lambda drawn: (drawn[0], drawn[1][side]))
    return tensors(shape=shape, dtypes=FLOAT, largest=1.0)


class Watched(nn.Module):
    """A linear model that notes on which devices its input and its weights are."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        self.layer = nn.Linear(weight.shape[1], weight.shape[0])
        self.layer.weight = nn.Parameter(weight)
        self.layer.bias = nn.Parameter(weight[:, 0].clone())
        self.seen: set[tuple[str, str]] = set()

    def forward(self, x: Tensor) -> Tensor:
        self.seen.add((str(x.device), str(self.layer.weight.device)))
        return self.layer(x)


def loader_of(x: Tensor, y: Tensor, batch_size: int) -> DataLoader:
    return DataLoader(TensorDataset(x, y), batch_size=batch_size)


ONE, TWO = torch.tensor([[1.0]]), torch.tensor([[1.0], [0.5]])
ZEROS = torch.zeros(2, 1)


# Right solutions may sum in another order, and many steps make more of it.
@graded(points=14, zh="每个批次用均方误差做一步 SGD，共训练 epochs 轮", rtol=1e-4, atol=1e-4)
@given(
    weight=WEIGHT,
    x=samples(0),
    y=samples(1),
    batch_size=st.integers(1, 3),
    epochs=EPOCHS,
    lr=RATES,
)
@example(weight=ONE, x=TWO, y=ZEROS, batch_size=2, epochs=1, lr=0.1)
@example(weight=ONE, x=TWO, y=ZEROS, batch_size=1, epochs=1, lr=0.1)
@example(weight=ONE, x=TWO, y=ZEROS, batch_size=1, epochs=2, lr=0.1)
@example(weight=ONE, x=TWO, y=ZEROS, batch_size=2, epochs=0, lr=0.1)
def test_takes_one_SGD_step_a_batch_for_all_epochs(  # noqa: N802
    fit, weight, x, y, batch_size, epochs, lr
):
    model = Watched(weight)
    fit(model, loader_of(x, y, batch_size), epochs, lr, CPU)
    return seen(parameters=list(model.parameters()))


@graded(points=16, zh="模型和每个批次都在给定的设备上", max_cases=25, rtol=1e-4, atol=1e-4)
@given(weight=WEIGHT, x=samples(0), y=samples(1), epochs=EPOCHS)
@example(weight=ONE, x=TWO, y=ZEROS, epochs=1)
@example(weight=ONE, x=TWO, y=ZEROS, epochs=0)
def test_computes_on_the_device_with_the_model_and_every_batch(fit, weight, x, y, epochs, device):
    model = Watched(weight)
    stopped_by = None
    try:
        fit(model, loader_of(x, y, 2), epochs, 0.1, device)
    except RuntimeError as error:
        stopped_by = f"{type(error).__name__}: {error}"
    return seen(
        inputs_were_on=sorted({where for where, _ in model.seen}),
        weights_were_on=sorted({where for _, where in model.seen}),
        stopped_by=stopped_by,
        parameters=list(model.parameters()),
    )
