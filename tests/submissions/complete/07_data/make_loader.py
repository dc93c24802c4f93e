"""Make a loader that hands out a dataset in batches."""

import torch
from torch.utils.data import DataLoader, Dataset


def make_loader(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    """Shuffle and drop the last batch for training only."""
    if train:
        g = torch.Generator()
        g.manual_seed(seed)
        return DataLoader(ds, batch_size=batch_size, shuffle=True, drop_last=True, generator=g)
    return DataLoader(ds, batch_size=batch_size, shuffle=False)
