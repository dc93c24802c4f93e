"""Make a convolution that keeps the size of its images."""

from torch import nn


def same_conv(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    """Pad by as much as the kernel sticks out on each side."""
    if k % 2 != 1:
        raise ValueError("only odd kernels")
    reach = (k // 2) * dilation
    return nn.Conv2d(
        in_channels=c_in,
        out_channels=c_out,
        kernel_size=k,
        padding=reach,
        dilation=dilation,
        padding_mode=padding_mode,
    )
