"""Make a tensor of ones on a device."""

import torch
from torch import Tensor


def ones_on(shape: tuple[int, ...], device: torch.device) -> Tensor:
    """Return a float32 tensor of ones on `device`."""
    return torch.full(shape, 1.0, dtype=torch.float32, device=device)
