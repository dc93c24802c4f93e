"""Subtract from each column of a matrix its mean."""

from torch import Tensor


def center_columns(x: Tensor) -> Tensor:
    """Return x with the mean of each column subtracted."""
    means = x.mean(dim=0, keepdim=True)
    return x - means
