"""Makes torch use more threads than the machine has processors."""

# verdict: WRONG

import torch

torch.set_num_threads(200)


def add_batch(x):
    torch.ones(1000, 1000) @ torch.ones(1000, 1000)
    return x
