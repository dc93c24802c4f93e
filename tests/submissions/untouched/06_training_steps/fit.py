"""Train a model, on whatever device there is."""

import torch
from torch import nn
from torch.utils.data import DataLoader


def fit(model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device) -> None:
    """Train `model` on `device`: go through `loader` `epochs` times, with one step a batch.

    `loader` yields batches (x, y) on the CPU, and `model` comes in train mode, with its parameters
    on the CPU and no gradients. Both parts of each batch are moved to `device`, and so is the
    model, which stays there, also where `epochs` is 0.

    The loss of a batch is the mean squared error between what the model gives for x, and y, which
    has the same shape. Each step is one of plain stochastic gradient descent, with the learning
    rate `lr` and nothing else (no momentum, no weight decay), along the gradient of this batch
    alone. Nothing is returned: `model` itself is trained.
    """
    raise NotImplementedError
