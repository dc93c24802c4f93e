"""Flatten every sample of a batch, and keep the batch axis."""

from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    """Flatten all axes but the first."""
    n = x.shape[0]
    return x.reshape(n, -1)
