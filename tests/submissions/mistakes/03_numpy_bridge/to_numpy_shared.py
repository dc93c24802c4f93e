"""Look at a tensor's memory through NumPy."""

import numpy as np
from torch import Tensor


def to_numpy_shared(t: Tensor) -> np.ndarray:
    """Return an array that shares its memory with `t`."""
    return np.array(t)
