"""What the simulated CUDA device costs: per operation and per training step, beside the CPU.

    python tests/benchmarks/devices.py [--rounds N]

The sides take turns in one process; the ratios tell more than the microseconds. The last line
tells whether operations on the CPU are slower while the simulation is on.
"""

import argparse
import statistics
import time

import torch
from torch import nn
from torch.nn import functional

from autograder.devices import simulated_cuda

SECONDS = 0.02  # for one side in one round


def operations(device):
    """Operations by name, on small tensors, where the cost of a crossing shows."""
    a, b = torch.rand(16, 16, device=device), torch.rand(16, 16, device=device)
    large = torch.rand(512, 512, device=device)
    index = torch.arange(16, device=device)
    images = torch.rand(8, 3, 32, 32, device=device)
    convolution = nn.Conv2d(3, 16, 3, padding=1).to(device)
    linear = nn.Linear(16, 16).to(device)
    return {
        "add 16x16": lambda: a + b,
        "add_ in place": lambda: a.add_(0.0),
        "view": lambda: a.view(-1),
        "a[index]": lambda: a[index],
        "float": lambda: float(a[0, 0]),
        "ones 16x16": lambda: torch.ones(16, 16, device=device),
        "matmul 16x16": lambda: a @ b,
        "matmul 512x512": lambda: large @ large,
        "Linear 16": lambda: linear(a),
        "Conv2d 8x3x32x32": lambda: convolution(images),
    }


def steps(device):
    """Training steps by name: forward, backward and the optimiser's step."""

    def step(model, make_optimiser, x, y):
        model, x, y = model.to(device), x.to(device), y.to(device)
        optimiser = make_optimiser(model.parameters())

        def run():
            optimiser.zero_grad()
            functional.cross_entropy(model(x), y).backward()
            optimiser.step()

        return run

    def mlp():
        return nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 10))

    cnn = nn.Sequential(
        nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(16 * 13 * 13, 10)
    )
    encoder = nn.Sequential(
        nn.TransformerEncoderLayer(64, 4, 128, batch_first=True), nn.Flatten(), nn.Linear(2048, 10)
    )
    x, y = torch.rand(32, 20), torch.randint(0, 10, (32,))
    return {
        "MLP, SGD": step(mlp(), lambda p: torch.optim.SGD(p, lr=0.01), x, y),
        "MLP, Adam": step(mlp(), lambda p: torch.optim.Adam(p, lr=0.01), x, y),
        "CNN, SGD": step(cnn, lambda p: torch.optim.SGD(p, lr=0.01), torch.rand(32, 1, 28, 28), y),
        "Transformer layer, SGD": step(
            encoder, lambda p: torch.optim.SGD(p, lr=0.01), torch.rand(32, 32, 64), y
        ),
    }


def microseconds(act):
    """The time of one call, from as many as fit."""
    act()
    start, count = time.perf_counter(), 0
    while (spent := time.perf_counter() - start) < SECONDS or not count:
        act()
        count += 1
    return spent / count * 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    torch.set_num_threads(1)
    a, b = torch.rand(16, 16), torch.rand(16, 16)

    def on_cpu():
        return statistics.median(microseconds(lambda: a + b) for _ in range(rounds))

    before = on_cpu()
    start = time.perf_counter()
    with simulated_cuda():
        print(f"install  {(time.perf_counter() - start) * 1e3:.0f} ms")
        for cases in (operations, steps):
            cpu, cuda = cases("cpu"), cases("cuda")
            for name, act in cpu.items():
                pairs = [(microseconds(act), microseconds(cuda[name])) for _ in range(rounds)]
                plain, simulated = (statistics.median(side) for side in zip(*pairs, strict=True))
                ratio = statistics.median(there / here for here, there in pairs)
                print(f"{name:24} cpu {plain:9.1f} us   cuda {simulated:9.1f} us   x{ratio:.1f}")
        print(f"an operation on the CPU, meanwhile / before: {on_cpu() / before:.2f}")


if __name__ == "__main__":
    main()
