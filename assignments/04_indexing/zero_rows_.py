"""Set some rows of a matrix to zero, in place."""

from torch import Tensor


def zero_rows_(x: Tensor, idx: list[int]) -> None:
    """Set the rows of the matrix `x` that `idx` lists to zero, in place, and return None.

    The zeros are written into the memory of `x` itself, however it lies in memory, so that
    everyone who holds `x` or a view of it sees them; the other rows stay as they are. What the
    rows held does not matter, NaN included. `idx` may be empty, name a row twice, and count from
    the end with negative numbers. Raises IndexError where `x` has no such row (what `x` holds
    then is not looked at). `x` may be of any dtype; for bool, zero is False.
    """
    raise NotImplementedError
