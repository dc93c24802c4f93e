"""Make a matrix of integer zeros."""

from torch import Tensor


def long_zeros(rows: int, cols: int) -> Tensor:
    """Make a matrix of zeros with `rows` rows and `cols` columns, dtype int64.

    Both may be 0.
    """
    raise NotImplementedError
