"""The solutions of to_model_input: the reference, other right ones, and known mistakes."""

import numpy as np
import torch
from torch import Tensor

from autograder import alternative, misconception

EQUIVALENT = {
    "return torch.tensor(a.astype(np.float32))": "one copy more does no harm",
}


def to_model_input(a: np.ndarray) -> Tensor:
    return torch.from_numpy(a.astype(np.float32))


@alternative
def copied_then_converted(a: np.ndarray) -> Tensor:
    return torch.tensor(a.copy(), dtype=torch.float32)


@alternative
def by_np_array(a: np.ndarray) -> Tensor:
    return torch.as_tensor(np.array(a, dtype=np.float32))


@misconception(
    en="The tensor keeps the dtype of the array, so float64 stays float64; the weights of a model "
    "are float32, and its input has to be too.",
    zh="张量沿用了数组的 dtype，float64 仍是 float64；模型的权重是 float32，输入也必须是。",
)
def dtype_kept(a: np.ndarray) -> Tensor:
    return torch.from_numpy(a.copy())


@misconception(
    en="`.float()` copies only if the dtype changes: a tensor made from a float32 array still "
    "shares its memory.",
    zh="`.float()` 只在 dtype 改变时才复制：由 float32 数组得到的张量仍与它共享内存。",
)
def aliased(a: np.ndarray) -> Tensor:
    return torch.from_numpy(a).float()


@misconception(
    en="PyTorch refuses arrays with negative strides, such as `a[::-1]`; let NumPy lay the "
    "elements out anew first.",
    zh="PyTorch 不接受步幅为负的数组，例如 `a[::-1]`；应当先让 NumPy 重新排好元素。",
)
def reversed_refused(a: np.ndarray) -> Tensor:
    return torch.tensor(a, dtype=torch.float32)


@misconception(
    en="`np.ascontiguousarray` copies only where it must, so an array that is float32 and "
    "contiguous already is shared; ask for a copy that is always made.",
    zh="`np.ascontiguousarray` 只在必要时才复制，本来就是 float32 且连续的数组仍被共享；"
    "应当要求必定复制。",
)
def copied_where_needed(a: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(a, dtype=np.float32).reshape(a.shape))
