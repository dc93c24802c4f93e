"""Make a convolution that keeps the size of its images."""

from torch import nn


def same_conv(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    """Return a new nn.Conv2d that keeps the height and the width of its input.

    It takes `c_in` channels to `c_out`, with a kernel of `k` by `k`, that `dilation` and a stride
    of 1. Images are padded by the same amount on all four sides, in the way that `padding_mode`
    names: "zeros", "reflect", "replicate" or "circular". Raises ValueError where `k` is even,
    whatever the dilation: such a kernel has no middle. All numbers are at least 1.
    """
    raise NotImplementedError
