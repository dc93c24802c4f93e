"""Put one sample into a batch of its own."""

from torch import Tensor


def add_batch(x: Tensor) -> Tensor:
    """Give `x` a leading batch axis of size 1, as a view."""
    return x[None, ...]
