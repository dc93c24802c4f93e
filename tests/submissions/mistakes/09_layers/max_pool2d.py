"""Keep the largest number of every window."""

import torch.nn.functional as F
from torch import Tensor


def max_pool2d(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    """Cut the padded image into windows and take the maximum of each."""
    if padding > k // 2:
        raise ValueError("too much padding")
    step = stride if stride is not None else k
    h, w = x.shape[2:]
    x = F.pad(x, (padding,) * 4)
    if ceil_mode:
        x = F.pad(x, (0, step - 1, 0, step - 1), value=float("-inf"))
        h_out = (h + 2 * padding - k + step - 1) // step + 1
        w_out = (w + 2 * padding - k + step - 1) // step + 1
        h_out -= (h_out - 1) * step >= h + padding
        w_out -= (w_out - 1) * step >= w + padding
        return x.unfold(2, k, step).unfold(3, k, step)[:, :, :h_out, :w_out].amax((4, 5))
    return x.unfold(2, k, step).unfold(3, k, step).amax((4, 5))
