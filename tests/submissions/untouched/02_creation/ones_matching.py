"""Make a tensor of ones that fits another tensor."""

from torch import Tensor


def ones_matching(x: Tensor) -> Tensor:
    """Make a new tensor of ones with the shape, the dtype and the device of `x`.

    `x` is only a pattern: whatever it holds, also NaN or infinity, the result holds ones, and `x`
    itself is left as it is. The result is not tracked by autograd, even where `x` is.
    """
    raise NotImplementedError
