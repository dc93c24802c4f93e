"""Make a float tensor in which every element holds one value."""

import torch
from torch import Tensor


def filled_buffer(shape: tuple[int, ...], value: float) -> Tensor:
    """Make a float32 tensor of `shape` with `value` in every element."""
    buffer = torch.empty(shape, dtype=torch.float32)
    buffer.fill_(value)
    return buffer
