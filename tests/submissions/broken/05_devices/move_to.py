"""Bring a tensor to a device."""

import torch
from torch import Tensor


def move_to(x: Tensor, device: torch.device) -> Tensor:
    """Return `x` on `device`; `x` itself where it is there already."""
    if x.device == device:
        return x
    return x.to(device)
