"""The solutions of from_list: the reference, other right ones, and known mistakes."""

import numpy as np
import torch
from torch import Tensor

from autograder import alternative, misconception

EQUIVALENT = {
    "return torch.as_tensor(data)": "a list has no memory to share",
}


def from_list(data: list | int | float) -> Tensor:
    return torch.tensor(data)


@alternative
def as_tensor(data: list | int | float) -> Tensor:
    return torch.as_tensor(data)


@alternative
def numpy_with_the_float_mended(data: list | int | float) -> Tensor:
    made = torch.from_numpy(np.asarray(data))
    return made.float() if made.dtype == torch.float64 else made


@misconception(
    en="`torch.Tensor(...)` takes a bare int for a size, not for a number, and makes everything "
    "float32; use the function that reads data and infers its dtype.",
    zh="`torch.Tensor(...)` 把单独的整数当成大小而不是数据，"
    "并且一律得到 float32；请用读取数据并推断 dtype 的函数。",
)
def legacy_constructor(data: list | int | float) -> Tensor:
    return torch.Tensor(data)


@misconception(
    en="`torch.Tensor(*data)` spreads the list over the arguments, where numbers are read as the "
    "sides of a shape; hand the list over in one piece.",
    zh="`torch.Tensor(*data)` 把列表拆成了多个参数，"
    "其中的数字会被当成形状的边长；应当把整个列表一次传入。",
)
def spread_arguments(data: list | int | float) -> Tensor:
    return torch.Tensor(*data)


@misconception(
    en="NumPy reads Python floats as float64, and `torch.from_numpy` keeps that; PyTorch's own "
    "inference gives float32.",
    zh="NumPy 把 Python 浮点数读成 float64，"
    "`torch.from_numpy` 会原样保留；PyTorch 自己推断得到的是 float32。",
)
def float64_via_numpy(data: list | int | float) -> Tensor:
    return torch.from_numpy(np.array(data))


@misconception(
    en="A fixed dtype of float32 overrides the inference: integers and booleans should stay what "
    "they are.",
    zh="写死的 float32 盖过了 dtype 推断：整数和布尔值应当保持原来的类型。",
)
def always_float(data: list | int | float) -> Tensor:
    return torch.tensor(data, dtype=torch.float32)
