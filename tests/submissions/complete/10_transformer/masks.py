"""Say which positions may not be looked at: those ahead, and padding."""

import torch
from torch import Tensor


def masks(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    """The upper triangle, and a comparison with each length."""
    causal = torch.triu(torch.ones(n, n, device=device), diagonal=1).bool()
    index = torch.arange(n, device=device).unsqueeze(0)
    ends = lengths.to(device).unsqueeze(1)
    return causal, ~(index < ends)
