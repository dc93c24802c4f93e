"""Make a tensor of ones that fits another tensor."""

import torch
from torch import Tensor


def ones_matching(x: Tensor) -> Tensor:
    """Make ones with the shape, dtype and device of `x`."""
    return torch.ones(x.size())
