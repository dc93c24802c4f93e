"""Look at a tensor's memory through NumPy."""

import numpy as np
from torch import Tensor


def to_numpy_shared(t: Tensor) -> np.ndarray:
    """Return an array that looks at the same memory as `t`.

    Shape, dtype and values are those of `t`. Nothing is copied: whoever writes to the tensor
    afterwards changes the array, and whoever writes to the array changes the tensor. `t` has any
    shape and any strides, is on the CPU and does not require a gradient.
    """
    raise NotImplementedError
