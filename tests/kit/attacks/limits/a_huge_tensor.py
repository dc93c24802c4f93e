"""Asks torch for more memory than it may have."""

# verdict: OUT_OF_MEMORY

import torch


def add_batch(x):
    return torch.zeros(1 << 31).sum()
