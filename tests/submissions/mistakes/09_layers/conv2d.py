"""Slide kernels over images."""

import torch
import torch.nn.functional as F
from torch import Tensor


def conv2d(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    """Multiply each window with each kernel."""
    if x.shape[1] != w.shape[1]:
        raise ValueError("channels differ")
    x = F.pad(x, (padding, padding, padding, padding))
    kernel = torch.flip(w, (2, 3))
    kh, kw = kernel.shape[2:]
    high, wide = dilation * (kh - 1) + 1, dilation * (kw - 1) + 1
    out = []
    for top in range(0, x.shape[2] - high + 1, stride):
        row = []
        for left in range(0, x.shape[3] - wide + 1, stride):
            window = x[:, :, top : top + high : dilation, left : left + wide : dilation]
            row.append(torch.einsum("nchw,ochw->no", window, kernel))
        out.append(torch.stack(row, dim=-1))
    y = torch.stack(out, dim=-2)
    return y if b is None else y + b[:, None, None]
