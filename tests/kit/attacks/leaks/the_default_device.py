"""Sets the default device to one that holds no values."""

# verdict: WRONG RAISED
# neighbour: filled_buffer

import torch

torch.set_default_device("meta")


def add_batch(x):
    return x
