"""Squash any number into the range from 0 to 1."""

import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    """Compute it from the logarithm of 1 + exp(-x)."""
    zero = torch.zeros_like(x)
    return torch.exp(-torch.logaddexp(zero, -x))
