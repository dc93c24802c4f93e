"""Turn Python numbers and nested lists into a tensor."""

from torch import Tensor


def from_list(data: list | int | float) -> Tensor:
    """Make a tensor that holds `data`: a number, a list of numbers, or lists nested to any depth.

    Every level of nesting is an axis: a bare number gives a tensor without axes, an empty list
    one of shape (0,). The dtype is PyTorch's inference: bool for booleans, int64 for integers,
    float32 as soon as there is a float, or where there is no number at all. Integers are kept
    exactly. Lists of one level whose lengths differ ([[1, 2], [3]]) raise ValueError.
    """
    raise NotImplementedError
