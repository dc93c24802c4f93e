"""Take the one sample out of its batch."""

from torch import Tensor


def drop_batch(x: Tensor) -> Tensor:
    """Remove the leading batch axis of `x`: shape (1, ...) becomes (...).

    Only the first axis goes; other axes of size 1 stay. `x` has at least one axis. Raises
    ValueError unless the first one has size 1: a batch of two samples, or of none, is not one
    sample.
    """
    raise NotImplementedError
