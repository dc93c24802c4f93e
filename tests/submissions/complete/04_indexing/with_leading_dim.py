"""Put one more side in front of a tensor's shape."""

import torch
from torch import Tensor


def with_leading_dim(x: Tensor, n: int) -> torch.Size:
    """Return (n, *x.shape) as a torch.Size."""
    sides = [n]
    sides.extend(x.size())
    return torch.Size(sides)
