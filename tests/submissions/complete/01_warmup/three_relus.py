"""Compute the same ReLU in three ways."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def three_relus(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return the ReLU of `x` three times over, as a tuple."""
    layer = nn.ReLU()
    first = torch.relu(x)
    second = layer(x)
    third = F.relu(x)
    return (first, second, third)
