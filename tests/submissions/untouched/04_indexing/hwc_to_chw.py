"""Turn an image from height, width, channels to channels, height, width."""

from torch import Tensor


def hwc_to_chw(img: Tensor) -> Tensor:
    """Move the channels of an image to the front: shape (H, W, C) becomes (C, H, W).

    Element [c, h, w] of the result is element [h, w, c] of `img`; the dtype stays. `img` may lie
    in memory in any way, and C may be 1. A view and a copy are both right.
    """
    raise NotImplementedError
