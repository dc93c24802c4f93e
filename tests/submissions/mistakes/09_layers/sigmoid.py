"""Squash any number into the range from 0 to 1."""

import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    """Use one form for each sign."""
    e = torch.exp(x)
    return torch.where(x < 0, e / (1 + e), 1 / (1 + torch.exp(-x)))
