"""Take the one sample out of its batch."""

from torch import Tensor


def drop_batch(x: Tensor) -> Tensor:
    """Remove the batch axis."""
    return x.squeeze()
