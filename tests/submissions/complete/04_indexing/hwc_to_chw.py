"""Turn an image from height, width, channels to channels, height, width."""

import torch
from torch import Tensor


def hwc_to_chw(img: Tensor) -> Tensor:
    """Move the channels to the front."""
    return torch.movedim(img, 2, 0)
