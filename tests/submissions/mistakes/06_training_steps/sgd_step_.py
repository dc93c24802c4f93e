"""Take one step of gradient descent."""

from collections.abc import Iterable

from torch import Tensor


def sgd_step_(params: Iterable[Tensor], lr: float) -> None:
    """Move every parameter that has a gradient against it."""
    weights = list(params)
    for i, w in enumerate(weights):
        if w.grad is not None:
            weights[i] = w - lr * w.grad
