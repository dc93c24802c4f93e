"""Say which positions may not be looked at: those ahead, and padding."""

import torch
from torch import Tensor


def masks(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    """The upper triangle, and a comparison with each length."""
    causal = torch.triu(torch.ones(n, n), diagonal=1).bool()
    padding = torch.arange(n)[None] >= lengths[:, None]
    return causal, padding
