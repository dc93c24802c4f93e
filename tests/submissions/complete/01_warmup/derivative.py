"""Differentiate a function of one number."""

from collections.abc import Callable

import torch
from torch import Tensor


def derivative(f: Callable[[Tensor], Tensor], x: float) -> float:
    """Return f'(x) as a Python float."""
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    y = f(t)
    if y.requires_grad:
        y.backward()
    if t.grad is None:
        return 0.0
    return float(t.grad)
