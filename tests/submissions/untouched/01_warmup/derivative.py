"""Differentiate a function of one number."""

from collections.abc import Callable

from torch import Tensor


def derivative(f: Callable[[Tensor], Tensor], x: float) -> float:
    """Return f'(x), the derivative of `f` at `x`, as a Python float.

    `f` takes a floating-point tensor that holds one number and returns one, computed with torch.
    It may take one branch or another, depending on the number: what counts is the branch that it
    takes at `x`. It may also ignore the number and return a constant tensor, which is not attached
    to any graph: the derivative is 0.0 then. `x` may be infinite or NaN. The derivative comes from
    autograd, not from a difference quotient, which is only near it.
    """
    raise NotImplementedError
