"""Take one row and one column out of a matrix."""

from torch import Tensor


def row_and_col(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    """Return row i and column j."""
    row = x[i]
    col = x[j]
    return row, col
