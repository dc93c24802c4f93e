"""The solutions of from_numpy_shared: the reference, other right ones, and known mistakes."""

import numpy as np
import torch
from torch import Tensor

from autograder import alternative, misconception


def from_numpy_shared(a: np.ndarray) -> Tensor:
    return torch.from_numpy(a)


@alternative
def by_as_tensor(a: np.ndarray) -> Tensor:
    return torch.as_tensor(a)


@misconception(
    en="`torch.tensor` always copies, so a write to the array never reaches the tensor; another "
    "function takes over the memory as it is.",
    zh="`torch.tensor` 总会复制，写入数组不会影响张量；另有函数可以原样接管这块内存。",
)
def copied(a: np.ndarray) -> Tensor:
    return torch.tensor(a)


@misconception(
    en="`.float()` and the constructor `torch.Tensor` turn everything into float32, and a changed "
    "dtype needs new memory; leave the dtype of the array alone.",
    zh="`.float()` 和构造函数 `torch.Tensor` 把一切都变成 float32，"
    "而改变 dtype 就必须用新内存；不要动数组的 dtype。",
)
def made_float(a: np.ndarray) -> Tensor:
    return torch.from_numpy(a).float()


@misconception(
    en="`np.ascontiguousarray` copies an array whose elements do not lie in a row; a tensor has "
    "strides as well and can look at it as it is.",
    zh="元素不是连续排列时，`np.ascontiguousarray` 会复制；"
    "张量同样有步幅（stride），可以原样查看。",
)
def made_contiguous(a: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(a))
