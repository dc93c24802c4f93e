"""The solutions of to_numpy_shared: the reference, other right ones, and known mistakes."""

import numpy as np
from torch import Tensor

from autograder import alternative, misconception


def to_numpy_shared(t: Tensor) -> np.ndarray:
    return t.numpy()


@alternative
def by_asarray(t: Tensor) -> np.ndarray:
    return np.asarray(t)


@alternative
def detached_first(t: Tensor) -> np.ndarray:
    return t.detach().numpy()


@misconception(
    en="The array is a copy (`np.array` and `clone` always make one), so a write to it never "
    "reaches the tensor; ask the tensor itself for an array.",
    zh="得到的数组是一份拷贝（`np.array` 和 `clone` 总会复制），写入它不会影响张量；"
    "应当直接向张量要数组。",
)
def copied(t: Tensor) -> np.ndarray:
    return np.array(t)


@misconception(
    en="Going through a Python list copies every number and forgets the dtype; both libraries can "
    "look at the same memory.",
    zh="经过 Python 列表会逐个复制数字，还会丢掉 dtype；两个库可以直接看同一块内存。",
)
def through_lists(t: Tensor) -> np.ndarray:
    return np.array(t.tolist())


@misconception(
    en="`contiguous` copies a tensor whose elements do not lie in a row; NumPy understands strides "
    "as well, so no rearranging is needed.",
    zh="元素不是连续排列时，`contiguous` 会复制；NumPy 同样懂步幅（stride），不需要重新排列。",
)
def made_contiguous(t: Tensor) -> np.ndarray:
    return t.contiguous().numpy()
