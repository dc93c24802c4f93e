"""Measure how far predictions are from their targets."""

from torch import Tensor


def mse(output: Tensor, target: Tensor) -> Tensor:
    """Return the mean squared error of `output` against `target`.

    Both are floating-point tensors of one shape and dtype, such as (N,), (N, 1) or (N, C), on one
    device. The result is a tensor of rank 0, of the same dtype and on the same device: the mean
    over all elements of the squared differences. Gradients flow back to `output` and to `target`,
    where they require any. Raises ValueError where the two shapes differ, also where they could be
    broadcast.
    """
    raise NotImplementedError
