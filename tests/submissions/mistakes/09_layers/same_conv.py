"""Make a convolution that keeps the size of its images."""

from torch import nn


def same_conv(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    """Pad by half a kernel."""
    if k % 2 == 0:
        raise ValueError("only odd kernels")
    p = (k - 1) // 2
    return nn.Conv2d(c_in, c_out, k, padding=p, dilation=dilation, padding_mode=padding_mode)
