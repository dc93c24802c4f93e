"""Put one sample into a batch of its own."""

import torch
from torch import Tensor


def add_batch(x: Tensor) -> Tensor:
    """Give `x` a leading batch axis of size 1."""
    return torch.stack([x])
