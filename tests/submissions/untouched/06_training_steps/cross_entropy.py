"""Measure how wrong a classifier is."""

from torch import Tensor


def cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Return the mean cross-entropy of `logits` (N, C) against the right classes `target` (N,).

    `logits` is float32 or float64, N and C are at least 1, and row n holds one score of any size
    for each class: no softmax has been taken of it. `target` is int64 and names the right class of
    each row, from 0 to C - 1. Both are on one device, and so is the result. The loss of a row is
    minus the logarithm of the probability that softmax over the classes gives to the right one; the
    result is the mean over the rows, a tensor of rank 0 and of the dtype of `logits`. Gradients
    flow back to `logits`. The result and the gradient are right, and finite, also where the logits
    are as large as 10000 or as -10000.
    """
    raise NotImplementedError
