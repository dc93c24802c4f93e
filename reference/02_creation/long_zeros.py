"""The solutions of long_zeros: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def long_zeros(rows: int, cols: int) -> Tensor:
    return torch.zeros(rows, cols, dtype=torch.int64)


@alternative
def converted(rows: int, cols: int) -> Tensor:
    return torch.zeros((rows, cols)).long()


@alternative
def filled_with_an_int(rows: int, cols: int) -> Tensor:
    return torch.full((rows, cols), 0)


@misconception(
    en="`torch.zeros` makes float32 unless it is told otherwise: name the integer dtype.",
    zh="`torch.zeros` 默认得到 float32：请写明要的是哪种整数 dtype。",
)
def float_by_default(rows: int, cols: int) -> Tensor:
    return torch.zeros(rows, cols)


@misconception(
    en="`torch.int` is the 32-bit integer; the one with 64 bits, which PyTorch uses for indices "
    "and labels, is called long.",
    zh="`torch.int` 是 32 位整数；PyTorch 的索引和标签所用的 64 位整数叫作 long。",
)
def int_is_32_bits(rows: int, cols: int) -> Tensor:
    return torch.zeros(rows, cols, dtype=torch.int)


@misconception(
    en="The two sides are swapped: a shape names the rows first, then the columns.",
    zh="两个边长写反了：形状里先写行数，再写列数。",
)
def transposed(rows: int, cols: int) -> Tensor:
    return torch.zeros(cols, rows, dtype=torch.int64)


@misconception(
    en="`torch.empty` and `torch.LongTensor(rows, cols)` hand out memory as they find it; zeros "
    "have to be written.",
    zh="`torch.empty` 和 `torch.LongTensor(rows, cols)` 给出的内存里是什么就是什么；"
    "零要真正写进去才有。",
)
def uninitialised(rows: int, cols: int) -> Tensor:
    return torch.empty(rows, cols, dtype=torch.int64)
