"""Average the entries of each row that a mask marks."""

from torch import Tensor


def masked_mean(x: Tensor, mask: Tensor) -> Tensor:
    """Return the mean of each row over the True entries of mask."""
    return (x * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)
