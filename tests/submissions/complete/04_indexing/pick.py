"""Pick one score out of each row."""

import torch
from torch import Tensor


def pick(scores: Tensor, target: Tensor) -> Tensor:
    """Return scores[n, target[n]] for every row n."""
    rows = torch.arange(scores.shape[0], device=scores.device)
    return scores[rows, target]
