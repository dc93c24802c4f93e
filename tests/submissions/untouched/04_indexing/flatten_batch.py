"""Flatten every sample of a batch, and keep the batch axis."""

from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    """Flatten all axes but the first: shape (N, ...) becomes (N, D).

    D is the product of the other sides. The result always has two axes: one sample gives (1, D),
    and a batch of plain numbers, of shape (N,), gives (N, 1). Each row holds its sample in
    row-major order, however `x` lies in memory, and the dtype stays. N is at least 1, the other
    sides may be 0. A view and a copy are both right.
    """
    raise NotImplementedError
