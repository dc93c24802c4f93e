"""The solutions of center_columns: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def center_columns(x: Tensor) -> Tensor:
    return x - x.mean(dim=0)


@alternative
def keeping_the_axis(x: Tensor) -> Tensor:
    return torch.sub(x, torch.mean(x, 0, keepdim=True))


@alternative
def by_sum(x: Tensor) -> Tensor:
    means = x.sum(0) / x.shape[0]
    return x - means[None, :].expand_as(x)


@alternative
def in_place_on_a_copy(x: Tensor) -> Tensor:
    y = x.clone()
    y -= y.mean(0)
    return y


@misconception(
    en="`dim=1` averages along each row, so every row is centred; the axis that disappears from "
    "a column's mean is 0.",
    zh="`dim=1` 是沿着每一行求平均，于是中心化的是行；求每列的均值时，消失的应当是第 0 维。",
)
def rows_centred(x: Tensor) -> Tensor:
    return x - x.mean(dim=1, keepdim=True)


@misconception(
    en="`mean(dim=1)` gives one mean a row, and broadcasting lines these up with the columns: an "
    "error, or silently wrong for a square matrix.",
    zh="`mean(dim=1)` 得到的是每行一个均值，广播时却与列对齐：要么报错，要么在方阵上悄悄算错。",
)
def row_means_on_columns(x: Tensor) -> Tensor:
    return x - x.mean(dim=1)


@misconception(
    en="`x.mean()` is one mean of all elements; each column has a mean of its own.",
    zh="`x.mean()` 是所有元素的一个均值；这里每一列都有自己的均值。",
)
def one_mean_for_all(x: Tensor) -> Tensor:
    return x - x.mean()


@misconception(
    en="`x -= ...` changes the caller's tensor; compute a new one.",
    zh="`x -= ...` 改动了调用者的张量；应当算出一个新的张量。",
)
def in_place(x: Tensor) -> Tensor:
    x -= x.mean(dim=0)
    return x


@misconception(
    en="The values are right, but this loops over the columns in Python; one subtraction with "
    "broadcasting does all of them.",
    zh="数值是对的，但这是在 Python 里逐列循环；利用广播，一次减法就能处理所有列。",
)
def loops_over_columns(x: Tensor) -> Tensor:
    y = torch.empty_like(x)
    for j in range(x.shape[1]):
        y[:, j] = x[:, j] - x[:, j].mean()
    return y


@misconception(
    en="The values are right, but this loops over the rows in Python; broadcasting subtracts the "
    "means from all rows at once.",
    zh="数值是对的，但这是在 Python 里逐行循环；广播可以一次就让所有行都减去均值。",
)
def loops_over_rows(x: Tensor) -> Tensor:
    means = x.mean(dim=0)
    return torch.stack([row - means for row in x])
