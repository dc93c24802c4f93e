"""Squash any number into the range from 0 to 1."""

from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    """Return 1 / (1 + exp(-x)) of every element of `x`, as a new tensor.

    `x` is float32 or float64 and may have any shape; shape, dtype and device stay. Its elements are
    finite, but may be as large as the dtype allows, of either sign: the result then is 0 or 1.
    Gradients flow back, and they too are finite and right everywhere: 0.25 at 0, and 0 far away
    from it. `x` itself stays as it is. Do without the library's sigmoid, under any of its names
    (torch.sigmoid, torch.special.expit, nn.Sigmoid, ...), and without the functions that are made
    of it: logsigmoid, silu and glu.
    """
    raise NotImplementedError
