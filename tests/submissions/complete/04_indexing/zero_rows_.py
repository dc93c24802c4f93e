"""Set some rows of a matrix to zero, in place."""

from torch import Tensor


def zero_rows_(x: Tensor, idx: list[int]) -> None:
    """Set the listed rows of x to zero, in place."""
    for i in idx:
        x[i] = 0
