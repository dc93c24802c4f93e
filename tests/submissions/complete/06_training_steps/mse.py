"""Measure how far predictions are from their targets."""

from torch import Tensor


def mse(output: Tensor, target: Tensor) -> Tensor:
    """Return the mean of the squared differences."""
    if output.shape != target.shape:
        raise ValueError(f"cannot compare {tuple(output.shape)} with {tuple(target.shape)}")
    return ((output - target) ** 2).mean()
