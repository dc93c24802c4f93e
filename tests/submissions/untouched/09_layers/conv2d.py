"""Slide kernels over images."""

from torch import Tensor


def conv2d(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    """Return the convolution of a batch of images with a set of kernels, as nn.Conv2d does.

    `x` has shape (N, C, H, W), `w` (O, C, kH, kW) and `b`, where there is one, (O,); all are
    float32 or all float64, and on one device. The result has shape (N, O, H', W'), the same dtype
    and the same device:

        y[n, o, i, j] = b[o] + sum of w[o, c, u, v] * x[n, c, i*stride + u*dilation - padding,
                                                              j*stride + v*dilation - padding]

    over all c, u and v, where `x` counts as 0 outside of its borders. H' and W' are the numbers of
    places that the kernel finds along each axis (see conv_out_size); there is at least one. Neither
    the images nor the kernels need be square. Raises ValueError where `x` and `w` differ in C. The
    arguments stay as they are. Do without the library's convolutions, in one dimension or more,
    forward or transposed; its other functions, such as `unfold`, are allowed.
    """
    raise NotImplementedError
