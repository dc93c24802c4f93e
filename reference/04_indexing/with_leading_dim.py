"""The solutions of with_leading_dim: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def with_leading_dim(x: Tensor, n: int) -> torch.Size:
    return torch.Size((n, *x.shape))


@alternative
def from_a_list(x: Tensor, n: int) -> torch.Size:
    return torch.Size([n] + list(x.size()))  # noqa: RUF005


@alternative
def by_expanding(x: Tensor, n: int) -> torch.Size:
    return x.expand(n, *x.shape).shape


@misconception(
    en="The sides are right, but this is a list; a shape in PyTorch is a `torch.Size`.",
    zh="各边的长度是对的，但这是一个列表；PyTorch 里的形状是 `torch.Size`。",
)
def as_list(x: Tensor, n: int) -> list[int]:
    return [n, *x.shape]


@misconception(
    en="The sides are right, but this is a plain tuple; a shape in PyTorch is a `torch.Size`.",
    zh="各边的长度是对的，但这是普通的元组；PyTorch 里的形状是 `torch.Size`。",
)
def as_tuple(x: Tensor, n: int) -> tuple[int, ...]:
    return (n, *x.shape)


@misconception(
    en="`x.size(0)` is one number, the length of the first axis; the whole shape is wanted.",
    zh="`x.size(0)` 只是一个数，即第 0 维的长度；这里要的是整个形状。",
)
def first_side_only(x: Tensor, n: int) -> torch.Size:
    return torch.Size((n, x.size(0)))


@misconception(
    en="`x.size` without parentheses is the method itself, not the shape: call it.",
    zh="不带括号的 `x.size` 是方法本身，而不是形状：要调用它。",
)
def size_not_called(x: Tensor, n: int) -> torch.Size:
    return torch.Size((n, *x.size))


@misconception(
    en="The new side `n` ended up last; it belongs in front of the others.",
    zh="新的一边 `n` 放到了最后；它应当在其他各边之前。",
)
def at_the_end(x: Tensor, n: int) -> torch.Size:
    return torch.Size((*x.shape, n))
