"""Cut off what is negative."""

import torch
from torch import Tensor


def relu(x: Tensor) -> Tensor:
    """Never go below zero."""
    return torch.clamp(x, min=0.0)
