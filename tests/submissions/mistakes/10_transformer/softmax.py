"""Turn scores into weights that sum to 1."""

from torch import Tensor


def softmax(x: Tensor, dim: int) -> Tensor:
    """Exponentials over their sum, as in the formula."""
    e = x.exp()
    return e / e.sum(dim=dim, keepdim=True)
