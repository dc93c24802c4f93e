"""The references of the TensorBoard unit write what the real package reads back."""

import pytest
import torch
from torch import nn

from autograder.exercise import House
from autograder.oracle.reference import ReferenceOracle

pytest.importorskip("tensorboard")

HOUSE = House()
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def writer(tmp_path):
    from torch.utils.tensorboard import SummaryWriter

    with SummaryWriter(tmp_path) as opened:
        yield opened


@pytest.fixture
def read(tmp_path):
    """Read a folder of event files, the way TensorBoard does: steps and values by tag."""
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    def events():
        accumulator = EventAccumulator(str(tmp_path))
        accumulator.Reload()
        return {
            tag: [(event.step, event.value) for event in accumulator.Scalars(tag)]
            for tag in accumulator.Tags()["scalars"]
        }

    return events


def reference(name):
    (exercise,) = HOUSE.select([name])
    return ReferenceOracle.of(HOUSE, exercise).solutions.reference.main


def test_scalars_are_in_the_event_file_while_the_writer_is_open(writer, read):
    log_scalars = reference("log_scalars")
    values = [0.5, torch.tensor(0.25), torch.tensor([0.125], requires_grad=True)]
    step = log_scalars(writer, "train/loss", values, 10)
    assert read() == {"train/loss": [(10, 0.5), (11, 0.25), (12, 0.125)]}
    assert log_scalars(writer, "train/loss", [2.0], step) == 14
    assert read()["train/loss"][3:] == [(13, 2.0)]


def test_gradient_norms_are_in_the_event_file_under_their_names(writer, read):
    model = nn.Sequential(nn.Linear(2, 1), nn.ReLU(), nn.Linear(1, 1))
    model[0].weight.grad = torch.tensor([[3.0, 4.0]])
    model[0].bias.grad = torch.zeros(1)
    reference("log_gradients")(writer, model, 7)
    writer.flush()
    assert read() == {"grad_norm/0.weight": [(7, 5.0)], "grad_norm/0.bias": [(7, 0.0)]}
