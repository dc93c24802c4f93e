"""It asks for more memory than there is."""

import torch


def flatten_batch(x):
    return torch.zeros(10**13).reshape(x.shape[0], -1)
