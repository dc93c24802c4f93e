"""Put a transform in front of a dataset."""

from collections.abc import Callable
from typing import Any

from torch.utils.data import Dataset


class TransformDataset(Dataset):
    """Another dataset, seen through a transform."""

    def __init__(self, base: Dataset, transform: Callable[[Any], Any]) -> None:
        """Only remember both: the work is done later."""
        super().__init__()
        self.base, self.transform = base, transform

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self.base)

    def __getitem__(self, i: int) -> tuple[Any, Any]:
        """Transform the input of one sample."""
        sample = self.base[i]
        image, label = sample[0], sample[1]
        return (self.transform(image), label)
