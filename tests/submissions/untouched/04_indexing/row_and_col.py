"""Take one row and one column out of a matrix."""

from torch import Tensor


def row_and_col(x: Tensor, i: int, j: int) -> tuple[Tensor, Tensor]:
    """Return row `i` and column `j` of the matrix `x` as the tuple `(row, column)`.

    Counting starts at 0, and a negative number counts from the end, as in a Python list. For `x`
    of shape (R, C) the row has shape (C,) and the column (R,). Both must be views: they share
    their memory with `x`, however `x` lies in memory. Raises IndexError where `x` has no row `i`
    or no column `j`.
    """
    raise NotImplementedError
