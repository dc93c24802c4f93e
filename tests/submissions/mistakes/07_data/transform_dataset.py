"""Put a transform in front of a dataset."""

from collections.abc import Callable
from typing import Any

from torch.utils.data import Dataset


class TransformDataset(Dataset):
    """Another dataset, seen through a transform."""

    def __init__(self, base: Dataset, transform: Callable[[Any], Any]) -> None:
        """Transform everything."""
        self.data = []
        for i in range(len(base)):
            x, y = base[i]
            self.data.append((transform(x), y))

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self.data)

    def __getitem__(self, i: int) -> tuple[Any, Any]:
        """Return one sample."""
        return self.data[i]
