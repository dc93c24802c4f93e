"""Make a matrix of integer zeros."""

import torch
from torch import Tensor


def long_zeros(rows: int, cols: int) -> Tensor:
    """Make a matrix of int64 zeros with `rows` rows and `cols` columns."""
    return torch.zeros((rows, cols), dtype=torch.long)
