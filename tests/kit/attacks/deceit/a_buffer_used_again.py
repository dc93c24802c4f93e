"""Returns the same buffer each time and overwrites it with the next answer."""

# verdict: WRONG

import torch

buffer = torch.zeros(1)


def add_batch(x):
    buffer.resize_(1, *x.shape)
    return buffer.copy_(x) if buffer.dtype == x.dtype else buffer
