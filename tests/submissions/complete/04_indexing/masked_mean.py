"""Average the entries of each row that a mask marks."""

import torch
from torch import Tensor


def masked_mean(x: Tensor, mask: Tensor) -> Tensor:
    """Return the mean of each row over the True entries of mask."""
    kept = torch.where(mask, x, torch.zeros_like(x))
    count = mask.sum(dim=1)
    return kept.sum(dim=1) / torch.clamp(count, min=1)
