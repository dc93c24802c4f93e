"""Turn an image from height, width, channels to channels, height, width."""

from torch import Tensor


def hwc_to_chw(img: Tensor) -> Tensor:
    """Move the channels to the front."""
    h, w, c = img.shape
    return img.reshape(c, h, w)
