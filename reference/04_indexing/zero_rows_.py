"""The solutions of zero_rows_: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def zero_rows_(x: Tensor, idx: list[int]) -> None:
    x[idx] = 0


@alternative
def row_by_row(x: Tensor, idx: list[int]) -> None:
    for i in idx:
        x[i].zero_()


@alternative
def by_index_fill(x: Tensor, idx: list[int]) -> None:
    x.index_fill_(0, torch.tensor(idx, dtype=torch.long), 0)


@alternative
def by_mask(x: Tensor, idx: list[int]) -> None:
    mask = torch.zeros(x.shape[0], 1, dtype=torch.bool)
    mask[idx] = True
    x.masked_fill_(mask, 0)


@misconception(
    en="Your `x` never changes: `x[idx]` with a list is a copy, and `x = ...` only moves the name "
    "to another tensor; assign to a part of `x` instead.",
    zh="你的 `x` 根本没有变：用列表作下标的 `x[idx]` 是副本，"
    "而 `x = ...` 只是让名字指向另一个张量；应当给 `x` 的一部分赋值。",
)
def zeroes_a_copy(x: Tensor, idx: list[int]) -> None:
    x[idx].zero_()


@misconception(
    en="You return a new tensor and leave the caller's as it was; the trailing `_` in the name "
    "promises to change `x` itself.",
    zh="你返回了一个新张量，调用者的张量却没有变；函数名末尾的 `_` 表示要改的就是 `x` 本身。",
)
def returns_a_new_tensor(x: Tensor, idx: list[int]) -> Tensor:
    y = x.clone()
    y[idx] = 0
    return y


@misconception(
    en="`x` is changed as it should be, but the function also returns it; here it returns None.",
    zh="`x` 改对了，但函数还把它返回了；这里应当返回 None。",
)
def returns_x(x: Tensor, idx: list[int]) -> Tensor:
    x[idx] = 0
    return x


@misconception(
    en="`torch.tensor([])` is a float tensor and cannot be an index, so an empty `idx` fails: say "
    "which dtype you want.",
    zh="`torch.tensor([])` 是浮点张量，不能作下标，所以 `idx` 为空时会出错：要写明 dtype。",
)
def empty_index_is_float(x: Tensor, idx: list[int]) -> None:
    x[torch.tensor(idx)] = 0


@misconception(
    en="`x[:, idx]` names columns; the rows are the first axis.",
    zh="`x[:, idx]` 选中的是列；行是第 0 维。",
)
def zeroes_columns(x: Tensor, idx: list[int]) -> None:
    x[:, idx] = 0


@misconception(
    en="Comparing row numbers with `idx` passes over negative numbers and rows that are not "
    "there; let the indexing itself resolve them.",
    zh="拿行号与 `idx` 逐个比较，会漏掉负数下标，也发现不了不存在的行；应当让索引操作自己去处理。",
)
def compares_row_numbers(x: Tensor, idx: list[int]) -> None:
    for row in range(x.shape[0]):
        if row in idx:
            x[row] = 0


@misconception(
    en="A row that is not there is passed over in silence; indexing raises IndexError by itself, "
    "if you let it.",
    zh="遇到不存在的行，却悄悄放过了；索引操作自己就会抛出 IndexError，不要拦着它。",
)
def passes_over_missing_rows(x: Tensor, idx: list[int]) -> None:
    for i in idx:
        if -x.shape[0] <= i < x.shape[0]:
            x[i] = 0


@misconception(
    en="Multiplying by 0 leaves NaN as NaN, turns infinity into NaN and fails for bool; assign "
    "the zero.",
    zh="乘以 0 时 NaN 还是 NaN，无穷会变成 NaN，对 bool 还会出错；应当直接赋值为 0。",
)
def multiplies_by_zero(x: Tensor, idx: list[int]) -> None:
    x[idx] *= 0
