"""Average the entries of each row that a mask marks."""

from torch import Tensor


def masked_mean(x: Tensor, mask: Tensor) -> Tensor:
    """Return the mean of each row of `x` over the entries where `mask` is True; shape (N,).

    `x` is float32 or float64 of shape (N, D), `mask` is bool of the same shape; N is at least 1,
    D may be 0. The dtype stays. A row without any True entry gives 0. Entries where `mask` is
    False have no influence, even if they hold NaN or an infinity: neither on the result nor on
    the gradient, which is 0 for them and 1 / (number of True entries in the row) for the others.
    """
    raise NotImplementedError
