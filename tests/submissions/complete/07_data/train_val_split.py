"""Split a dataset at random into a part to train on and a part to validate with."""

import torch
from torch.utils.data import Dataset, Subset, random_split


def train_val_split(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    """Let torch draw the split, from a generator of its own."""
    n_val = int(len(ds) * val_frac)
    n_train = len(ds) - n_val
    g = torch.Generator()
    g.manual_seed(seed)
    train, val = random_split(ds, [n_train, n_val], generator=g)
    return train, val
