"""Bring the channels of an image to a common scale."""

from collections.abc import Sequence

import torch
from torch import Tensor


def normalize(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    """Subtract the mean and divide by the std, channel by channel."""
    for s in std:
        if s == 0.0:
            raise ValueError("std must not be zero")
    m = torch.tensor(mean, dtype=x.dtype).view(len(mean), 1, 1)
    s = torch.tensor(std, dtype=x.dtype).view(len(std), 1, 1)
    return (x - m) / s
