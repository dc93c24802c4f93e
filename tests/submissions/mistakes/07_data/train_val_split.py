"""Split a dataset at random into a part to train on and a part to validate with."""

import torch
from torch.utils.data import Dataset, Subset


def train_val_split(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    """Draw indices for each part."""
    n = len(ds)
    n_val = int(n * val_frac)
    torch.manual_seed(seed)
    indices = torch.randperm(n).tolist()
    return Subset(ds, indices[n_val:]), Subset(ds, indices[:n_val])
