"""Put a transform in front of a dataset."""

from collections.abc import Callable
from typing import Any

from torch.utils.data import Dataset


class TransformDataset(Dataset):
    """The samples of another dataset, with their inputs transformed and their labels untouched.

    It is lazy: nothing is read from `base` and nothing is transformed before a sample is asked
    for, and then the transform runs anew each time, for it may be a random one. Nothing is ever
    written back into `base`.
    """

    def __init__(self, base: Dataset, transform: Callable[[Any], Any]) -> None:
        """Keep the dataset `base`, whose samples are tuples (x, y), and the transform of x."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return the number of samples, as many as in `base`."""
        raise NotImplementedError

    def __getitem__(self, i: int) -> tuple[Any, Any]:
        """Return the tuple (transform(x), y), where (x, y) is sample `i` of `base`.

        `i` is any index that `base` takes, negative ones too; where `base` raises IndexError, so
        does this, and a plain `for` over the samples ends.
        """
        raise NotImplementedError
