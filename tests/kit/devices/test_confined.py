"""The simulation works in a worker: confined, forked from a process that has torch loaded."""

import os
import sys

import pytest
import torch

from autograder.child.confine import clean_environment, confine
from autograder.child.confinement.detect import best_level
from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits
from autograder.child.confinement.readable import readable_paths
from autograder.devices import install, prepare, stage
from autograder.exercise import House
from autograder.preload import preload_optimisers

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's"),
]


def train():
    """Train on the device; returns the losses of the first and the last step."""
    torch.manual_seed(0)
    x = torch.randn(32, 4).cuda()
    y = (x.sum(1) > 0).long()
    model = torch.nn.Sequential(
        torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2)
    ).cuda()
    optimiser = torch.optim.Adam(model.parameters(), lr=0.05)
    losses = []
    for _ in range(20):
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses[0], losses[-1]


def in_worker(act):
    """Confine a forked process as a worker is, let it act, and read the text it gives."""
    level = best_level()
    hidden = [str(path) for path in House().hidden]
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            confine(Limits(), level, readable_paths(hidden))
            said = act()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    return said, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def install_and_train():
    install()
    first, last = train()
    return "learnt" if last < first / 4 else f"{first} {last}"


@pytest.mark.parametrize(
    "before", [prepare, lambda: None, stage], ids=["prepared", "not prepared", "staged"]
)
def test_a_model_trains_on_it(before, monkeypatch):
    assert best_level() is Level.A
    for name, value in clean_environment().items():
        monkeypatch.setenv(name, value)
    preload_optimisers()
    before()
    assert in_worker(install_and_train) == ("learnt", 0)
