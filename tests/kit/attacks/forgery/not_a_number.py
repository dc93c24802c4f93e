"""Answers with NaN everywhere, which is neither larger nor smaller than what is expected."""

# verdict: WRONG

import torch


def add_batch(x):
    return torch.full((1, *x.shape), float("nan")).to(x.dtype)
