"""Let a sequence look at itself, in several ways at once."""

import math

import torch
from torch import Tensor, nn


class MultiHeadSelfAttention(nn.Module):
    """Self-attention with several heads."""

    def __init__(self, d_model: int, heads: int) -> None:
        super().__init__()
        if d_model % heads != 0:
            raise ValueError("d_model must be divisible by heads")
        self.h = heads
        self.d_k = d_model // heads
        self.qkv = nn.Linear(d_model, d_model * 3)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """Split, attend, merge, project."""
        n, length, d = x.size()
        q, k, v = self.qkv(x).split(d, dim=2)
        q = q.view(n, length, self.h, self.d_k).transpose(1, 2)
        k = k.view(n, length, self.h, self.d_k).transpose(1, 2)
        v = v.view(n, length, self.h, self.d_k).transpose(1, 2)
        scores = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(self.d_k)
        if mask is not None:
            scores = scores.masked_fill(mask, -math.inf)
        mixed = torch.matmul(scores.softmax(dim=-1), v)
        return self.out(mixed.transpose(1, 2).contiguous().view(n, length, d))
