"""Make a loader that hands out a dataset in batches."""

from torch.utils.data import DataLoader, Dataset


def make_loader(ds: Dataset, batch_size: int, train: bool, seed: int) -> DataLoader:
    """Make a DataLoader over `ds` with batches of `batch_size` samples.

    For training (`train` is true) the samples come in a random order, another one in every epoch,
    and a last batch with fewer than `batch_size` samples is dropped. The orders are decided by
    `seed` alone, whatever else draws random numbers, and making the loader leaves the global
    random state as it is. Otherwise the samples come in order, every one of them.
    """
    raise NotImplementedError
