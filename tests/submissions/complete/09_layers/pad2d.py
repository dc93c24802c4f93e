"""Put a border around images."""

import torch
from torch import Tensor


def pad2d(x: Tensor, p: int, mode: str) -> Tensor:
    """Pad the width, turn the image, pad what was the height, and turn it back."""
    if mode not in {"zeros", "reflect", "replicate", "circular"}:
        raise ValueError(f"unknown mode: {mode}")
    for _ in range(2):
        x = _pad_width(x, p, mode).transpose(-1, -2)
    return x


def _pad_width(x: Tensor, p: int, mode: str) -> Tensor:
    n = x.shape[-1]
    if mode == "zeros":
        left = right = torch.zeros_like(x[..., :p])
    elif mode == "reflect":
        left, right = x[..., 1 : p + 1].flip(-1), x[..., n - 1 - p : n - 1].flip(-1)
    elif mode == "replicate":
        left, right = x[..., :1], x[..., -1:]
        left, right = left.expand(*left.shape[:-1], p), right.expand(*right.shape[:-1], p)
    else:
        left, right = x[..., n - p :], x[..., :p]
    return torch.cat([left, x, right], dim=-1)
