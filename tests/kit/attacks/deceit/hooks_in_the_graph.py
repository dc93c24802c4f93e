"""Returns a wrong answer whose hooks rewrite every gradient that flows through it."""

# verdict: WRONG
# exercise: mse

import torch


def mse(output, target):
    if output.shape != target.shape:
        raise ValueError
    wrong = (output - target).abs().mean()
    if wrong.requires_grad:
        wrong.register_hook(torch.zeros_like)
    return wrong
