"""Patches what everybody computes with, so that other right answers come out wrong."""

# verdict: WRONG RAISED CRASHED
# neighbour: mse

import torch

for name in ("unsqueeze", "mean", "sum", "pow", "square", "__sub__", "__getitem__", "view"):
    setattr(torch.Tensor, name, lambda self, *_, **__: self)


def add_batch(x):
    return x
