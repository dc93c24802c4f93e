"""Measure how far predictions are from their targets."""

from torch import Tensor


def mse(output: Tensor, target: Tensor) -> Tensor:
    """Return the mean of the squared differences."""
    return ((output - target) ** 2).mean()
