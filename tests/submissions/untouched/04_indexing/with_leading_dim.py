"""Put one more side in front of a tensor's shape."""

import torch
from torch import Tensor


def with_leading_dim(x: Tensor, n: int) -> torch.Size:
    """Return the shape of `x` with the side `n` in front: (...) becomes (n, ...).

    `x` may have any number of axes, none included, and sides of 0; `n` is 0 or more. The result
    is still a `torch.Size`, as every shape in PyTorch is, not a list or a plain tuple.
    """
    raise NotImplementedError
