"""The solutions of relu: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor
from torch.nn import functional

from autograder import alternative, misconception


def relu(x: Tensor) -> Tensor:
    return torch.where(x <= 0, 0, x)


@alternative
def by_library(x: Tensor) -> Tensor:
    return torch.relu(x)


@alternative
def by_masked_fill(x: Tensor) -> Tensor:
    return x.masked_fill(x <= 0, 0.0)


@alternative
def written_into_a_copy(x: Tensor) -> Tensor:
    y = x.clone()
    y[y <= 0] = 0
    return y


@alternative
def by_threshold(x: Tensor) -> Tensor:
    return functional.threshold(x, 0.0, 0.0)


@misconception(
    en="The average of x and |x| takes -inf to NaN, as -inf + inf has no value, and gives half a "
    "gradient at 0; choose between x and 0 instead of calculating.",
    zh="x 与 |x| 的平均会把 -inf 变成 NaN，因为 -inf + inf 没有意义，而且在 0 处的梯度是一半；"
    "应当在 x 与 0 之间挑选，而不是靠算式。",
)
def by_absolute_value(x: Tensor) -> Tensor:
    return (x + x.abs()) / 2


@misconception(
    en="An element that is just 0 lets its gradient through, as `clamp` does at its bound; only "
    "positive elements do, so treat 0 like what lies below it.",
    zh="恰好为 0 的元素让梯度通过了，`clamp` 在边界上就是这样；"
    "只有正的元素才应当如此，0 要与负数一样处理。",
)
def by_clamp(x: Tensor) -> Tensor:
    return x.clamp(min=0)


@misconception(
    en="Where both are equal, `maximum` shares the gradient between them, so it is a half at 0; it "
    "must be 0 there.",
    zh="两者相等时，`maximum` 把梯度平分给它们，所以 0 处的梯度是一半；这里应当是 0。",
)
def by_maximum(x: Tensor) -> Tensor:
    return torch.maximum(x, torch.zeros_like(x))


@misconception(
    en="Multiplying by a mask turns -inf into NaN, as 0 * inf is NaN; choose instead of "
    "multiplying.",
    zh="乘以掩码会把 -inf 变成 NaN，因为 0 * inf 是 NaN；应当挑选，而不是相乘。",
)
def by_product(x: Tensor) -> Tensor:
    return x * (x > 0)


@misconception(
    en="The operation changes the caller's tensor, in place; make a new one.",
    zh="就地操作改动了调用者的张量；应当另外得到一个新张量。",
)
def in_place(x: Tensor) -> Tensor:
    return x.relu_()


@misconception(
    en="NaN is not greater than 0, so it turns into 0 and hides that something went wrong; ask "
    "which elements must go, not which may stay.",
    zh="NaN 不大于 0，于是变成了 0，掩盖了前面的错误；应当问哪些元素要去掉，而不是哪些可以留下。",
)
def nan_hidden(x: Tensor) -> Tensor:
    return torch.where(x > 0, x, 0)


@misconception(
    en="`detach` or `.data` cuts the graph, so that no gradient comes back to `x`; stay in the "
    "graph.",
    zh="`detach` 或 `.data` 切断了计算图，梯度传不回 `x`；应当留在计算图里。",
)
def detached(x: Tensor) -> Tensor:
    return torch.relu(x.detach())


@misconception(
    en="This is the absolute value: negative elements change their sign; they must become 0.",
    zh="这是绝对值：负数变了号；它们应当变成 0。",
)
def sign_changed(x: Tensor) -> Tensor:
    return x.abs()


@misconception(
    en="A leaky ReLU lets a little of the negative elements through; here nothing is left of them.",
    zh="Leaky ReLU 会让负数漏过去一点；这里负数应当完全变成 0。",
)
def leaky(x: Tensor) -> Tensor:
    return functional.leaky_relu(x)


@misconception(
    en="The zeros are made on the CPU, while `x` is on another device, and the two cannot be "
    "combined; the number 0 does without a device, and `torch.zeros_like` takes that of `x`.",
    zh="零建在 CPU 上，`x` 却在别的设备上，两者不能一起运算；"
    "直接写数 0 就不涉及设备，`torch.zeros_like` 则会建在 `x` 所在的设备上。",
)
def zeros_on_the_cpu(x: Tensor) -> Tensor:
    return torch.where(x <= 0, torch.zeros(x.shape, dtype=x.dtype), x)
