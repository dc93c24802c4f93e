"""Turn scores into weights that sum to 1."""

from torch import Tensor


def softmax(x: Tensor, dim: int) -> Tensor:
    """Shift by the maximum, then normalise."""
    highest, _ = x.max(dim=dim, keepdim=True)
    e = (x - highest.detach()).exp()
    total = e.sum(dim=dim, keepdim=True)
    return e / total
