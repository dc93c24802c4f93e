"""Take one row and one column out of a matrix."""

from torch import Tensor


def row_and_col(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    """Return row i and column j as views."""
    row = x[i, :]
    column = x[:, j]
    return row, column
