"""Make a float tensor in which every element holds one value."""

from torch import Tensor


def filled_buffer(shape: tuple[int, ...], value: float) -> Tensor:
    """Make a tensor of the given `shape` with `value` in every element.

    The dtype is float32. `shape` is a tuple of sides: it may be empty, for a tensor with a single
    element and no axes, and sides may be 0. `value` may be any float: also 0, NaN or infinity.
    """
    raise NotImplementedError
