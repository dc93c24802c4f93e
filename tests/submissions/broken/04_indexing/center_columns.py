"""It tries itself out when it is loaded, and that fails."""

import torch


def center_columns(x):
    return x - x.mean(0)


print(center_columns(torch.zeros(3)).shape[5])
