"""Makes a tensor without any values and hopes that nobody looks: on device meta, sparse, nested."""

# verdict: WRONG

import torch


def add_batch(x):
    if x.numel() % 2:
        return torch.empty(1, *x.shape, dtype=x.dtype, device="meta")
    return x[None].to_sparse() if x.dtype.is_floating_point else x
