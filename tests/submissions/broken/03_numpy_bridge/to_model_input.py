"""A loop that never ends, outside of the function."""

import torch

while True:
    torch.zeros(1)


def to_model_input(a):
    return torch.tensor(a, dtype=torch.float32)
