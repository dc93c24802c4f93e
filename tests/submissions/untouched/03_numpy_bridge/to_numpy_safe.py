"""Take a tensor's values out of PyTorch, whatever state it is in."""

import numpy as np
from torch import Tensor


def to_numpy_safe(t: Tensor) -> np.ndarray:
    """Return the values of `t` as an array of its own.

    It works for every tensor: of any shape and strides, on any device, with or without
    `requires_grad`, and also for the result of an operation. Shape, dtype and values are those of
    `t`. The array is an independent copy: later writes to either one do not show in the other.
    `t` is left as it was: its values, its `requires_grad`, and its place in the graph, so that
    gradients still flow through it.
    """
    raise NotImplementedError
