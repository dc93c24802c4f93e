"""Look at an array's memory through PyTorch."""

import numpy as np
from torch import Tensor


def from_numpy_shared(a: np.ndarray) -> Tensor:
    """Return a tensor that looks at the same memory as `a`.

    Shape, values and dtype are those of `a`: integers stay integers, and float64 stays float64.
    Nothing is copied: whoever writes to the tensor afterwards changes the array, and the other way
    round. `a` may be transposed, strided or read-only (PyTorch then warns, which is fine), but it
    is not reversed: PyTorch knows no negative strides.
    """
    raise NotImplementedError
