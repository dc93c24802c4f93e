"""Keep the largest number of every window."""

from torch import Tensor


def max_pool2d(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    """Return the largest number in each window of `k` by `k` pixels, as nn.MaxPool2d does.

    `x` is a batch of images (N, C, H, W), float32 or float64; the result has shape (N, C, H', W')
    and the same dtype, on the same device. Windows are `stride` apart, or `k` where `stride` is
    None. The image is padded by `padding` on all four sides, and the padding never wins: it counts
    as -inf, not as 0. H' and W' are the numbers of windows along each axis (see conv_out_size); at
    least one fits.

    With `ceil_mode`, a last window that sticks out over the padded image counts as well, over what
    there is of it; but not if it would start behind the image, in the padding on the right or at
    the bottom, or beyond.

    Raises ValueError where `padding` is more than k // 2. `stride` and `k` are at least 1. `x`
    itself stays as it is. Do without the library's pooling of any kind (max_pool, adaptive_max_pool
    and the others, in one dimension or more); its other functions, such as `unfold`, are allowed.
    """
    raise NotImplementedError
