"""The function was renamed."""

import torch


def longZeros(rows, cols):
    return torch.zeros(rows, cols, dtype=torch.int64)
