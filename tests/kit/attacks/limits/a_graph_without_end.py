"""Returns a tensor behind a graph of a million operations, which is torn down recursively."""

# verdict: WRONG TIMED_OUT CRASHED
# exercise: with_leading_dim

import torch


def with_leading_dim(x, n):
    y = torch.zeros(1, requires_grad=True)
    for _ in range(200_000):
        y = y + 1
    return y
