"""Split a dataset at random into a part to train on and a part to validate with."""

from torch.utils.data import Dataset, Subset


def train_val_split(ds: Dataset, val_frac: float, seed: int) -> tuple[Subset, Subset]:
    """Split `ds` into the pair (train, val) of Subsets; each sample falls to just one of them.

    Of n samples, int(n * val_frac) go to val and the others to train, where 0 <= val_frac <= 1.
    Which ones is random, and decided by `seed` alone: the same seed gives the same split, another
    seed another one. The global random state is left as it is.
    """
    raise NotImplementedError
