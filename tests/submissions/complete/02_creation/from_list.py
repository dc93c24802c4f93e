"""Turn Python numbers and nested lists into a tensor."""

import torch
from torch import Tensor


def from_list(data: list | int | float) -> Tensor:
    """Make a tensor that holds `data`, with the dtype inferred."""
    return torch.tensor(data)
