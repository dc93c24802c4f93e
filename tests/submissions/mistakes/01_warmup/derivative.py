"""Differentiate a function of one number."""

from collections.abc import Callable

import torch
from torch import Tensor


def derivative(f: Callable[[Tensor], Tensor], x: float) -> float:
    """Return f'(x) as a Python float."""
    t = torch.tensor(x, requires_grad=True)
    f(t).backward()
    return float(t.grad)
