"""Bring the channels of an image to a common scale."""

from collections.abc import Sequence

import torch
from torch import Tensor


def normalize(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    """Subtract the mean and divide by the std, channel by channel."""
    if any(s == 0 for s in std):
        raise ValueError("std must not be zero")
    x.sub_(torch.tensor(mean)[:, None, None])
    x.div_(torch.tensor(std)[:, None, None])
    return x
