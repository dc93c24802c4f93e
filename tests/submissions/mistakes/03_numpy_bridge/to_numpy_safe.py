"""Take a tensor's values out of PyTorch, whatever state it is in."""

import numpy as np
from torch import Tensor


def to_numpy_safe(t: Tensor) -> np.ndarray:
    """Return an independent array with the values of `t`."""
    return t.detach().cpu().numpy()
