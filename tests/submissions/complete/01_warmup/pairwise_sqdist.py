"""Measure how far the points of two sets are from each other."""

from torch import Tensor


def pairwise_sqdist(x: Tensor, y: Tensor) -> Tensor:
    """Return the squared distance of every point of `x` to every point of `y`."""
    diff = x.unsqueeze(1) - y.unsqueeze(0)
    return (diff * diff).sum(-1)
