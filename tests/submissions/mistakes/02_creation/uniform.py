"""Draw random numbers, evenly spread over a range, from a generator."""

import torch
from torch import Tensor


def uniform(shape: tuple[int, ...], low: float, high: float, generator: torch.Generator) -> Tensor:
    """Draw a float32 tensor of `shape`, uniformly from [low, high), from `generator`."""
    return low + high * torch.rand(shape, generator=generator)
