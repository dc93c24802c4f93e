"""The solutions of pick: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from autograder import alternative, misconception


def pick(scores: Tensor, target: Tensor) -> Tensor:
    return scores[torch.arange(len(target)), target]


@alternative
def by_gather(scores: Tensor, target: Tensor) -> Tensor:
    return scores.gather(1, target.unsqueeze(1)).squeeze(1)


@alternative
def by_take_along_dim(scores: Tensor, target: Tensor) -> Tensor:
    return torch.take_along_dim(scores, target[:, None], dim=1)[:, 0]


@alternative
def by_mask(scores: Tensor, target: Tensor) -> Tensor:
    picked = torch.arange(scores.shape[1]) == target[:, None]
    return torch.where(picked, scores, 0).sum(dim=1)


@misconception(
    en="`scores[:, target]` takes the whole list of columns for every row, which gives (N, N); "
    "pair each row with its own column.",
    zh="`scores[:, target]` 会对每一行都取出全部这些列，"
    "得到 (N, N)；应当让每一行只配它自己的那一列。",
)
def every_column_for_every_row(scores: Tensor, target: Tensor) -> Tensor:
    return scores[:, target]


@misconception(
    en="`gather` along axis 0 takes `target` for row numbers; it holds columns, which lie along "
    "axis 1.",
    zh="沿第 0 维 `gather` 是把 `target` 当成了行号；它存的是列号，应当沿第 1 维。",
)
def gathered_along_the_rows(scores: Tensor, target: Tensor) -> Tensor:
    return scores.gather(0, target.unsqueeze(0)).squeeze(0)


@misconception(
    en="Multiplying by a one-hot mask turns an infinity or NaN that was not picked into NaN, as "
    "0 * inf is NaN; select instead of multiplying.",
    zh="乘以 one-hot 掩码时，没有选中的无穷或 NaN 会变成 NaN，"
    "因为 0 * inf 是 NaN；应当选取，而不是相乘。",
)
def one_hot_product(scores: Tensor, target: Tensor) -> Tensor:
    return (scores * F.one_hot(target, scores.shape[1])).sum(dim=1)


@misconception(
    en="The shape is still (N, 1): `gather` keeps the axis that it picked along; drop that axis.",
    zh="形状还是 (N, 1)：`gather` 会保留被选取的那一维；要把这一维去掉。",
)
def axis_left_over(scores: Tensor, target: Tensor) -> Tensor:
    return scores.gather(1, target.unsqueeze(1))


@misconception(
    en="A bare `squeeze()` also drops the axis of the rows where there is just one; name the axis "
    "to drop.",
    zh="只有一行时，不带参数的 `squeeze()` 会把行那一维也去掉；要写明去掉哪一维。",
)
def bare_squeeze(scores: Tensor, target: Tensor) -> Tensor:
    return scores.gather(1, target.unsqueeze(1)).squeeze()


@misconception(
    en="`detach` or `.data` cuts the graph, so no gradient reaches `scores`; pick from `scores` "
    "itself.",
    zh="`detach` 或 `.data` 切断了计算图，梯度传不回 `scores`；应当直接从 `scores` 里取。",
)
def detached(scores: Tensor, target: Tensor) -> Tensor:
    return scores.detach().gather(1, target.unsqueeze(1)).squeeze(1)


@misconception(
    en="`tolist` leaves torch for Python: it copies number by number, and what is built from "
    "Python numbers has no gradient; index the tensor with tensors.",
    zh="`tolist` 离开 torch 回到了 Python：它要逐个数地复制，由 Python 数构造的结果也没有梯度；"
    "应当用张量去索引张量。",
)
def through_lists(scores: Tensor, target: Tensor) -> Tensor:
    rows = scores.tolist()
    picked = [rows[n][t] for n, t in enumerate(target.tolist())]
    return torch.tensor(picked, dtype=scores.dtype)


@misconception(
    en="The scores are right, but this loops over the rows in Python; one indexing with two "
    "tensors, or one `gather`, does all of them.",
    zh="取出的分数是对的，但这是在 Python 里逐行循环；"
    "用两个张量索引一次，或者一次 `gather`，就能全部取出。",
)
def loops_over_rows(scores: Tensor, target: Tensor) -> Tensor:
    return torch.stack([scores[n, target[n]] for n in range(len(target))])
