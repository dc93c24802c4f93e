"""Put a border around images."""

from torch import Tensor


def pad2d(x: Tensor, p: int, mode: str) -> Tensor:
    """Return `x` with `p` more rows above and below, and `p` more columns left and right.

    `x` is an image (C, H, W) or a batch of them (N, C, H, W), float32 or float64; the result has
    shape (..., H + 2p, W + 2p) and the same dtype, on the same device. `mode` says what the border
    holds:

    - "zeros": zeros;
    - "reflect": the image mirrored in its outermost pixels, which are not repeated themselves;
    - "replicate": the outermost pixel, again and again;
    - "circular": what lies at the opposite side, as if the image began anew there.

    Raises ValueError for any other mode, "constant" included. `p` is at least 0 and smaller than H
    and W. `x` itself stays as it is.
    """
    raise NotImplementedError
