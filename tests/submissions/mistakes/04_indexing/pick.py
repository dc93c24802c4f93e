"""Pick one score out of each row."""

from torch import Tensor


def pick(scores: Tensor, target: Tensor) -> Tensor:
    """Return scores[n, target[n]] for every row n."""
    return scores[:, target]
