"""The solutions of to_numpy_safe: the reference, other right ones, and known mistakes."""

import numpy as np
from torch import Tensor

from autograder import alternative, misconception


def to_numpy_safe(t: Tensor) -> np.ndarray:
    return t.detach().cpu().numpy().copy()


@alternative
def cloned(t: Tensor) -> np.ndarray:
    return t.detach().clone().cpu().numpy()


@alternative
def forced(t: Tensor) -> np.ndarray:
    return np.array(t.numpy(force=True))


@misconception(
    en="NumPy only knows the memory of the CPU, and a tensor on another device refuses to become "
    "an array; bring it to the CPU on the way.",
    zh="NumPy 只认识 CPU 的内存，其他设备上的张量不能直接变成数组；中途应当先移到 CPU。",
)
def left_on_its_device(t: Tensor) -> np.ndarray:
    return t.detach().numpy().copy()


@misconception(
    en="`.numpy()` refuses a tensor that requires a gradient, because writes to the array would "
    "escape autograd; leave the graph first, then copy.",
    zh="对需要梯度的张量，`.numpy()` 会报错，因为对数组的写入会绕过自动求导；"
    "应当先脱离计算图，再复制。",
)
def still_attached(t: Tensor) -> np.ndarray:
    return t.numpy().copy()


@misconception(
    en="`detach`, like the older `.data`, leaves the graph but not the memory: the array still "
    "changes with the tensor, so a copy is missing.",
    zh="`detach`（以及更老的 `.data`）只是脱离了计算图，并没有离开那块内存："
    "数组仍会随张量改变，还缺一次复制。",
)
def aliased(t: Tensor) -> np.ndarray:
    return t.detach().cpu().numpy()


@misconception(
    en="`requires_grad_(False)` changes the caller's tensor, which is then no longer trained (and "
    "fails for the result of an operation); work on a detached one instead.",
    zh="`requires_grad_(False)` 改动了调用者的张量，它从此不再参与训练（对运算结果还会报错）；"
    "应当在脱离计算图的张量上操作。",
)
def switched_off(t: Tensor) -> np.ndarray:
    return t.requires_grad_(requires_grad=False).cpu().numpy().copy()


@misconception(
    en="`detach_` cuts the caller's own tensor out of its graph; use the version without the "
    "underscore, which returns a new tensor.",
    zh="`detach_` 把调用者的张量本身从计算图中切了出来；应当用不带下划线的版本，它返回一个新张量。",
)
def detached_in_place(t: Tensor) -> np.ndarray:
    return t.detach_().cpu().numpy().copy()
