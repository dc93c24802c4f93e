"""Measure how far the points of two sets are from each other."""

from torch import Tensor


def pairwise_sqdist(x: Tensor, y: Tensor) -> Tensor:
    """Return the squared distance of every point of `x` to every point of `y`.

    `x` is (N, D) and `y` is (M, D), a point in each row, both float32 or both float64; N, M and D
    are at least 1. Element (n, m) of the result, which is (N, M) and of the same dtype, is the sum
    of the squared differences of x[n] and y[m]; no square root is taken. No Python loop over points
    or coordinates, and no detour through `tolist`, `item` or NumPy: the number of torch operations
    must not grow with N, M or D.
    """
    raise NotImplementedError
