"""Switches gradients off for good."""

# verdict: WRONG
# neighbour: mse

import torch

torch.set_grad_enabled(False)
torch.autograd.set_grad_enabled = torch.set_grad_enabled = lambda *_: None


def add_batch(x):
    torch.inference_mode().__enter__()
    return x
