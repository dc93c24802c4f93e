"""Sets the default dtype, so that what others make without one comes out wrong."""

# verdict: WRONG
# neighbour: filled_buffer

import torch

torch.set_default_dtype(torch.float64)


def add_batch(x):
    torch.set_default_dtype(torch.float16)
    return x
