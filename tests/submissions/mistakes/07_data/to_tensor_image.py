"""Turn an image file's array into what a model takes."""

import numpy as np
import torch
from torch import Tensor


def to_tensor_image(img: np.ndarray) -> Tensor:
    """Move the channels to the front and scale."""
    x = torch.from_numpy(img.copy()).permute(2, 0, 1)
    return x.float() / 255.0
