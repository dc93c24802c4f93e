"""Take the one sample out of its batch."""

from torch import Tensor


def drop_batch(x: Tensor) -> Tensor:
    """Remove the leading batch axis, which must have size 1."""
    size = x.size(0)
    if size != 1:
        raise ValueError(f"this batch holds {size} samples, not 1")
    return x[0]
