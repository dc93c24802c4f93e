"""Measure how wrong a classifier is."""

import torch
from torch import Tensor


def cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Return the mean of minus the logarithm of the right class's probability."""
    p = torch.softmax(logits, dim=1)
    right = p.gather(1, target[:, None]).squeeze(1)
    return -torch.log(right).mean()
