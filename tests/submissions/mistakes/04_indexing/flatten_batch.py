"""Flatten every sample of a batch, and keep the batch axis."""

from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    """Flatten all axes but the first."""
    return x.view(x.size(0), -1)
