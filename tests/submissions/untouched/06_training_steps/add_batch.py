"""Put one sample into a batch of its own."""

from torch import Tensor


def add_batch(x: Tensor) -> Tensor:
    """Give `x` a leading batch axis of size 1: shape (...) becomes (1, ...).

    `x` has any shape, also none at all: a number becomes a batch of shape (1,). The result is a
    view: it shares its memory with `x`, nothing is copied. `x` itself keeps its shape.
    """
    raise NotImplementedError
