"""The solutions of add_batch: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def add_batch(x: Tensor) -> Tensor:
    return x.unsqueeze(0)


@alternative
def by_indexing(x: Tensor) -> Tensor:
    return x[None]


@alternative
def by_view(x: Tensor) -> Tensor:
    return x.view(1, *x.shape)


@alternative
def by_expand(x: Tensor) -> Tensor:
    return x.expand(1, *x.shape)


@misconception(
    en="`unsqueeze(1)` puts the new axis second; the batch axis comes first, at position 0.",
    zh="`unsqueeze(1)` 把新轴放在了第二位；批次轴应当在最前面，也就是第 0 位。",
)
def second_axis(x: Tensor) -> Tensor:
    return x.unsqueeze(1)


@misconception(
    en="`unsqueeze(-1)` puts the new axis last; the batch axis comes first, at position 0.",
    zh="`unsqueeze(-1)` 把新轴放在了最后；批次轴应当在最前面，也就是第 0 位。",
)
def last_axis(x: Tensor) -> Tensor:
    return x.unsqueeze(-1)


@misconception(
    en="`torch.stack` copies the data; `unsqueeze` gives a view of the same memory.",
    zh="`torch.stack` 会复制数据；`unsqueeze` 得到的是同一块内存的视图。",
)
def stacked(x: Tensor) -> Tensor:
    return torch.stack([x])


@misconception(
    en="`reshape(1, -1)` runs all axes of the sample into one; they have to stay as they are, "
    "behind the new axis.",
    zh="`reshape(1, -1)` 把样本的所有轴压成了一个；它们应当原样留在新轴后面。",
)
def flattened(x: Tensor) -> Tensor:
    return x.reshape(1, -1)


@misconception(
    en="The underscore in `unsqueeze_` changes the caller's own tensor; the version without it "
    "leaves `x` alone.",
    zh="`unsqueeze_` 的下划线表示改动调用者的张量本身；不带下划线的版本不会动 `x`。",
)
def in_place(x: Tensor) -> Tensor:
    return x.unsqueeze_(0)
