"""Measure how far the points of two sets are from each other."""

import torch
from torch import Tensor


def pairwise_sqdist(x: Tensor, y: Tensor) -> Tensor:
    """Return the squared distance of every point of `x` to every point of `y`."""
    result = torch.zeros(len(x), len(y), dtype=x.dtype)
    for i in range(len(x)):
        for j in range(len(y)):
            result[i, j] = ((x[i] - y[j]) ** 2).sum()
    return result
