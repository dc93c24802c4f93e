"""Choose the device to compute on."""

import torch


def pick_device() -> torch.device:
    """Return cuda where it is available, else cpu."""
    if torch.cuda.is_available:
        return torch.device("cuda:0")
    return torch.device("cpu")
