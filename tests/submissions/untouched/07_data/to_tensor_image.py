"""Turn an image file's array into what a model takes."""

import numpy as np
from torch import Tensor


def to_tensor_image(img: np.ndarray) -> Tensor:
    """Return the image `img` of shape (H, W, C) as a float32 tensor of shape (C, H, W).

    An image of dtype uint8 holds 0 … 255 and is scaled to [0, 1], so that 255 becomes 1. An image
    of a floating-point dtype keeps its values, whatever they are. The result shares no memory
    with `img`, and `img` is left as it is.
    """
    raise NotImplementedError
