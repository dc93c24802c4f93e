"""The solutions of add_batch: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def add_batch(x: Tensor) -> Tensor:
    return x.unsqueeze(0)


@alternative
def by_indexing(x: Tensor) -> Tensor:
    return x[None]


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
