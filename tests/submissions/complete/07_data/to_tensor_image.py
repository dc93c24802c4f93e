"""Turn an image file's array into what a model takes."""

import numpy as np
import torch
from torch import Tensor


def to_tensor_image(img: np.ndarray) -> Tensor:
    """Copy, move the channels to the front, and scale bytes."""
    x = torch.from_numpy(img.copy()).permute(2, 0, 1).contiguous()
    if x.dtype == torch.uint8:
        return x.float() / 255.0
    return x.to(torch.float32)
