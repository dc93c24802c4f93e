"""Take one step of gradient descent."""

from collections.abc import Iterable

import torch
from torch import Tensor


def sgd_step_(params: Iterable[Tensor], lr: float) -> None:
    """Move every parameter that has a gradient, in place, against it."""
    with torch.no_grad():
        for w in params:
            if w.grad is None:
                continue
            w.sub_(w.grad * lr)
