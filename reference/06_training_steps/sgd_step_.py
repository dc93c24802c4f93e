"""The solutions of sgd_step_: the reference, other right ones, and known mistakes."""

from collections.abc import Iterable

import torch
from torch import Tensor

from autograder import alternative, misconception


@torch.no_grad()
def sgd_step_(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        if param.grad is not None:
            param.sub_(lr * param.grad)


@alternative
def scaled_addition(params: Iterable[Tensor], lr: float) -> None:
    trained = [param for param in params if param.grad is not None]
    with torch.no_grad():
        for param in trained:
            param.add_(param.grad, alpha=-lr)


@alternative
def through_data(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        if param.grad is None:
            continue
        param.data.sub_(lr * param.grad)


@alternative
def copied_back(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        if param.grad is not None:
            param.detach().copy_(param - lr * param.grad)


@misconception(
    en="`w = w - …` makes a new tensor and gives it the name `w`; the parameter itself never "
    "moves, so write into it, in place.",
    zh="`w = w - …` 新建了一个张量，只是让名字 `w` 指向它；参数本身纹丝不动，应当就地写入。",
)
def rebound(params: Iterable[Tensor], lr: float) -> None:
    with torch.no_grad():
        for param in params:
            if param.grad is not None:
                param = param - lr * param.grad  # noqa: PLW2901 - this is the mistake


@misconception(
    en="Autograd records the update and forbids it on a leaf; an update is no part of the model's "
    "computation, so tell autograd to look away.",
    zh="自动求导会记录这次更新，而叶子张量不允许这样改；"
    "更新不属于模型的计算，应当让自动求导暂时不记录。",
)
def recorded(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        if param.grad is not None:
            param -= lr * param.grad  # noqa: PLW2901 - this is the mistake


@misconception(
    en="The gradient points uphill, so adding it makes the loss grow; step against it.",
    zh="梯度指向上坡方向，加上它损失会变大；应当朝相反方向走。",
)
@torch.no_grad()
def uphill(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        if param.grad is not None:
            param.add_(lr * param.grad)


@misconception(
    en="A parameter that took no part in the loss has None for a gradient, and None cannot be "
    "multiplied; skip it.",
    zh="没有参与损失计算的参数，梯度是 None，不能相乘；应当跳过它。",
)
@torch.no_grad()
def none_forgotten(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        param.sub_(lr * param.grad)


@misconception(
    en="The step ends at the first parameter without a gradient; only that one is skipped, those "
    "behind it still move.",
    zh="一遇到没有梯度的参数就结束了；只应跳过它自己，后面的参数仍要更新。",
)
@torch.no_grad()
def stopped_at_none(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        if param.grad is None:
            break
        param.sub_(lr * param.grad)


@misconception(
    en="A generator can be gone through only once: after the first loop nothing is left for the "
    "second, and no parameter moves.",
    zh="生成器只能遍历一次：第一个循环之后就空了，第二个循环里没有参数会更新。",
)
@torch.no_grad()
def gone_through_twice(params: Iterable[Tensor], lr: float) -> None:
    if all(param.grad is None for param in params):
        return
    for param in params:
        if param.grad is not None:
            param.sub_(lr * param.grad)


@misconception(
    en="Assigning to `.data` gives the parameter new memory, and whoever shares the old one misses "
    "the step; write into the memory that is there.",
    zh="给 `.data` 赋值会让参数换一块内存，共享旧内存的一方看不到这次更新；应当写入原来的内存。",
)
def memory_replaced(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        if param.grad is not None:
            param.data = param.data - lr * param.grad


@misconception(
    en="The step also throws the gradients away; clearing them is a step of its own, and here they "
    "are left as they are.",
    zh="更新时顺手把梯度丢掉了；清空梯度是另外一步，这里应当保持梯度不变。",
)
@torch.no_grad()
def gradients_cleared(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        if param.grad is not None:
            param.sub_(lr * param.grad)
            param.grad = None


@misconception(
    en="NumPy only knows the memory of the CPU, so a parameter on another device cannot take this "
    "way; stay with tensors.",
    zh="NumPy 只认识 CPU 的内存，别的设备上的参数走不了这条路；应当一直用张量计算。",
)
def through_numpy(params: Iterable[Tensor], lr: float) -> None:
    for param in params:
        if param.grad is not None:
            values = param.detach().numpy()
            values -= lr * param.grad.numpy()
