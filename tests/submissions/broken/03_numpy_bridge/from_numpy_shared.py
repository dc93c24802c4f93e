"""It asks the person in front of the screen."""

import torch


def from_numpy_shared(a):
    input("press enter: ")
    return torch.from_numpy(a)
