"""Pair inputs with their labels, sample by sample."""

from torch import Tensor
from torch.utils.data import Dataset


class ArrayDataset(Dataset):
    """Inputs and labels of the same length."""

    def __init__(self, x: Tensor, y: Tensor) -> None:
        """Keep both tensors."""
        if x.size(0) != y.size(0):
            raise ValueError(f"x has {x.size(0)} samples and y has {y.size(0)}")
        self.x, self.y = x, y

    def __len__(self) -> int:
        """Return the number of samples."""
        return self.x.size(0)

    def __getitem__(self, i: int) -> tuple[Tensor, Tensor]:
        """Return one sample with its label."""
        if not -len(self) <= i < len(self):
            raise IndexError(f"index {i} is outside of {len(self)} samples")
        return self.x[i], self.y[i]
