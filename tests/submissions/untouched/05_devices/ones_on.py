"""Make a tensor of ones on a device."""

import torch
from torch import Tensor


def ones_on(shape: tuple[int, ...], device: torch.device) -> Tensor:
    """Return a float32 tensor of the given `shape`, full of ones, that lives on `device`.

    `shape` has at least one side, and sides may be 0. `device` may be any device, also one without
    data such as meta. The device on which PyTorch makes tensors by default is afterwards what it
    was before.
    """
    raise NotImplementedError
