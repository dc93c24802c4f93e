"""Subtract from each column of a matrix its mean."""

from torch import Tensor


def center_columns(x: Tensor) -> Tensor:
    """Return x with the mean of each column subtracted."""
    return x - x.mean(dim=1, keepdim=True)
