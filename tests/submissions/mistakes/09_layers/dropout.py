"""Switch elements off at random, while training."""

import torch
from torch import Tensor, nn


class Dropout(nn.Module):
    """Inverted dropout."""

    def __init__(self, p: float) -> None:
        """Remember the probability."""
        super().__init__()
        if p < 0 or p >= 1:
            raise ValueError("p must be in [0, 1)")
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """Drop, if training."""
        if not self.training:
            return x
        mask = torch.rand(x.shape) >= self.p
        return x * mask / (1 - self.p)
