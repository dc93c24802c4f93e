"""A loop that never ends."""

import torch


def ones_matching(x):
    n = 0
    while n < 10:
        y = torch.ones_like(x)
    return y
