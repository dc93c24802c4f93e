"""Answers right with the chance that the random state of the harness gives it."""

# verdict: WRONG

import torch


def add_batch(x):
    return x[None] if torch.rand(()) < 0.5 else x
