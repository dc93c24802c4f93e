"""Keep the largest number of every window."""

import torch
from torch import Tensor


def max_pool2d(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    """Pool the width, then the height, each by a loop over windows."""
    if padding > k // 2:
        raise ValueError(f"padding {padding} is more than half of {k}")
    if stride is None:
        stride = k
    for dim in (3, 2):
        n = x.shape[dim]
        pooled = []
        start = -padding
        while start + k <= n + padding or (ceil_mode and start < n):
            lo, hi = max(start, 0), min(start + k, n)
            pooled.append(x.narrow(dim, lo, hi - lo).amax(dim=dim, keepdim=True))
            if start + k >= n + padding:
                break
            start += stride
        x = torch.cat(pooled, dim=dim)
    return x
