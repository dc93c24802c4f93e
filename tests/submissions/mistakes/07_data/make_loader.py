"""Make a loader that hands out a dataset in batches."""

import torch
from torch.utils.data import DataLoader, Dataset


def make_loader(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    """Make the loader."""
    g = torch.Generator().manual_seed(seed)
    return DataLoader(ds, batch_size=batch_size, shuffle=train, drop_last=True, generator=g)
