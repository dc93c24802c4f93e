"""Pick one score out of each row."""

from torch import Tensor


def pick(scores: Tensor, target: Tensor) -> Tensor:
    """Return `scores[n, target[n]]` for every row n: one score a row, shape (N,).

    `scores` is float32 or float64 of shape (N, C); `target` is int64 of shape (N,), each element
    from 0 to C - 1; N is at least 1. The dtype stays. A score that is not picked, be it NaN or an
    infinity, has no influence. Gradients flow back to the picked scores, with 0 for the others.
    No Python loop over rows or columns, and no detour through `tolist`, `item` or NumPy: the
    number of torch operations must not grow with N or C.
    """
    raise NotImplementedError
