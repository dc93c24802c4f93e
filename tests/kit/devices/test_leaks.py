"""The simulated device holds no memory that its tensors have given back."""

import gc
from pathlib import Path

import pytest
import torch
from torch import nn
from torch.nn import functional

from autograder.devices import simulated_cuda

pytestmark = [pytest.mark.alone, pytest.mark.slow]
MIB = 1 << 20


def resident():
    """The resident memory of this process, in MiB."""
    gc.collect()
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096 / MIB


def test_twenty_thousand_operations_leave_memory_flat():
    with simulated_cuda():
        sizes = []
        for _ in range(4):
            for _ in range(5000):
                torch.randn(1000, device="cuda").mul(2).add_(1).view(10, 100)[3].sum().item()
            sizes.append(resident())
        assert max(sizes[1:]) - sizes[0] < 8


def test_training_leaves_memory_flat():
    with simulated_cuda():
        model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 100, 10))
        optimiser = torch.optim.Adam(model.cuda().parameters())
        sizes, allocated = [], []
        for _ in range(4):
            for _ in range(75):
                x = torch.randn(8, 1, 12, 12).cuda()
                y = torch.randint(0, 10, (8,)).cuda()
                optimiser.zero_grad()
                functional.cross_entropy(model(x), y).backward()
                optimiser.step()
            sizes.append(resident())
            allocated.append(torch.cuda.memory_allocated())
        assert max(sizes[1:]) - sizes[0] < 16
        assert len(set(allocated)) == 1


def test_a_large_tensor_gives_its_memory_back():
    with simulated_cuda():
        torch.ones(1, device="cuda")
        before = resident()
        large = torch.zeros(64 * MIB, device="cuda")
        assert resident() - before > 200
        assert torch.cuda.memory_allocated() >= 256 * MIB
        del large
        assert resident() - before < 16


def test_switching_it_on_and_off_leaves_memory_flat():
    def switch(times):
        for _ in range(times):
            with simulated_cuda():
                torch.ones(2, device="cuda", requires_grad=True).sum().backward()

    switch(5)
    before = resident()
    switch(40)
    assert resident() - before < 40
