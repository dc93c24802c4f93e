"""Pair inputs with their labels, sample by sample."""

from torch import Tensor
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    """A dataset over a tensor of inputs and a tensor of labels, both with samples along axis 0.

    There may be no samples at all. A plain `for` over the dataset yields every sample once, in
    order, and ends.
    """

    def __init__(self, x: Tensor, y: Tensor) -> None:
        """Keep the inputs `x` and the labels `y`; raises ValueError unless they are as many."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return the number of samples."""
        raise NotImplementedError

    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        """Return sample `i` as the tuple (x[i], y[i]).

        Negative indices count from the end, as in a list. Raises IndexError for an index outside.
        """
        raise NotImplementedError
