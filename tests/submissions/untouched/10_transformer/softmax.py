"""Turn scores into weights that sum to 1."""

from torch import Tensor


def softmax(x: Tensor, dim: int) -> Tensor:
    """Return exp(x) divided by its sum along axis `dim`, without overflow.

    x is float32 or float64, of any shape; axis `dim` has at least one element and may be counted
    from the end. The result has the shape, dtype and device of x, and its slices along `dim` sum to
    1. Large scores, say 10000 or -10000, give finite weights and finite gradients, whatever the
    other slices hold. A score of -inf gets weight 0 where another score of its slice is finite; a
    slice that holds NaN becomes NaN, and only that slice. x itself is left as it is.
    """
    raise NotImplementedError
