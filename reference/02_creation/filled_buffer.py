"""The solutions of filled_buffer: the reference, other right ones, and known mistakes."""

import numpy as np
import torch
from torch import Tensor

from autograder import alternative, misconception

EQUIVALENT = {
    "return torch.full(shape, value)": "a float gives float32 by itself",
}


def filled_buffer(shape: tuple[int, ...], value: float) -> Tensor:
    return torch.full(shape, value, dtype=torch.float32)


@alternative
def empty_then_filled(shape: tuple[int, ...], value: float) -> Tensor:
    return torch.empty(shape).fill_(value)


@alternative
def zeros_plus_value(shape: tuple[int, ...], value: float) -> Tensor:
    return torch.zeros(*shape) + value if shape else torch.tensor(value)


@misconception(
    en="`torch.empty` does not clear the memory it hands out, and a value of 0 is never written "
    "here: write every element, whatever the value is.",
    zh="`torch.empty` 不会清空它给出的内存，"
    "而这里值为 0 时什么也没有写入：无论值是多少，都要写满每个元素。",
)
def empty_taken_for_zeros(shape: tuple[int, ...], value: float) -> Tensor:
    buffer = torch.empty(shape)
    if value:
        buffer.fill_(value)
    return buffer


@misconception(
    en="`torch.Tensor(shape)` reads the tuple as data, a vector of its numbers; ask a function "
    "that takes a shape instead.",
    zh="`torch.Tensor(shape)` 把元组当成数据，得到的是由这些数字组成的向量；请改用接受形状的函数。",
)
def shape_taken_for_data(shape: tuple[int, ...], value: float) -> Tensor:
    return torch.Tensor(shape).fill_(value)


@misconception(
    en="`buffer[0] = value` writes the first row only and leaves the rest uninitialised; every "
    "element has to be written, and a tensor without axes has no row 0.",
    zh="`buffer[0] = value` 只写了第一行，其余元素仍未初始化；"
    "每个元素都要写，而没有轴的张量根本没有第 0 行。",
)
def first_row_only(shape: tuple[int, ...], value: float) -> Tensor:
    buffer = torch.empty(shape)
    buffer[0] = value
    return buffer


@misconception(
    en="NumPy fills with float64, and `torch.from_numpy` keeps that dtype; PyTorch's usual float "
    "is float32.",
    zh="NumPy 默认用 float64 填充，`torch.from_numpy` 会保留这个 dtype；"
    "PyTorch 里常用的浮点类型是 float32。",
)
def float64_from_numpy(shape: tuple[int, ...], value: float) -> Tensor:
    return torch.from_numpy(np.full(shape, value))
