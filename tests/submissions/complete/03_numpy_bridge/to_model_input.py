"""Turn any array of numbers into a tensor that a model accepts."""

import numpy as np
import torch
from torch import Tensor


def to_model_input(a: np.ndarray) -> Tensor:
    """Return a float32 tensor with a copy of the values of `a`."""
    own = np.array(a, dtype=np.float32)
    return torch.from_numpy(own)
