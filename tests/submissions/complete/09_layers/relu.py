"""Cut off what is negative."""

import torch
from torch import Tensor


def relu(x: Tensor) -> Tensor:
    """Keep the positive elements, and NaN."""
    keep = (x > 0) | torch.isnan(x)
    return torch.where(keep, x, torch.zeros_like(x))
