"""A syntax error: the colon is missing."""

import torch


def filled_buffer(shape, value)
    return torch.full(shape, value)
