"""Turn any array of numbers into a tensor that a model accepts."""

import numpy as np
from torch import Tensor


def to_model_input(a: np.ndarray) -> Tensor:
    """Return the values of `a` as a float32 tensor of the same shape.

    `a` holds floats or integers of any size and may be transposed, strided, reversed (a stride is
    then negative) or read-only. The tensor never shares memory with `a`, also when `a` is float32
    already: later writes to either one do not show in the other. `a` itself is not changed.
    """
    raise NotImplementedError
