"""Slide kernels over images."""

import torch
from torch import Tensor


def conv2d(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    """Gather every window by indexing, then multiply."""
    n, c, height, width = x.shape
    out, c_kernel, kh, kw = w.shape
    if c != c_kernel:
        raise ValueError(f"{c} channels in the images, {c_kernel} in the kernels")
    framed = x.new_zeros(n, c, height + 2 * padding, width + 2 * padding)
    framed[:, :, padding : padding + height, padding : padding + width] = x

    last_row = framed.shape[2] - dilation * (kh - 1)
    last_col = framed.shape[3] - dilation * (kw - 1)
    rows = torch.arange(0, last_row, stride)[:, None] + dilation * torch.arange(kh)
    cols = torch.arange(0, last_col, stride)[:, None] + dilation * torch.arange(kw)
    windows = framed[:, :, rows[:, None, :, None], cols[None, :, None, :]]
    y = torch.einsum("ncijuv,ocuv->noij", windows, w)
    if b is not None:
        y += b.view(out, 1, 1)
    return y
