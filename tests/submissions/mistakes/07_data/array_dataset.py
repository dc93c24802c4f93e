"""Pair inputs with their labels, sample by sample."""

from torch import Tensor
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    """Inputs and labels."""

    def __init__(self, x: Tensor, y: Tensor) -> None:
        """Keep both tensors."""
        self.x = x
        self.y = y

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self.x)

    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        """Return one sample with its label."""
        return self.x[i], self.y[i]
