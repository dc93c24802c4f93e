"""The solutions of sigmoid: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor
from torch.nn import functional

from autograder import alternative, misconception


def sigmoid(x: Tensor) -> Tensor:
    return (torch.tanh(x / 2) + 1) / 2


@alternative
def by_softplus(x: Tensor) -> Tensor:
    return torch.exp(-functional.softplus(-x))


@alternative
def by_two_forms(x: Tensor) -> Tensor:
    positive = x >= 0
    right = torch.where(positive, x, 0)
    left = torch.where(positive, 0, x).exp()
    return torch.where(positive, 1 / (1 + torch.exp(-right)), left / (1 + left))


@alternative
def by_softmax(x: Tensor) -> Tensor:
    return torch.stack([x, torch.zeros_like(x)]).softmax(dim=0)[0]


@alternative
def clamped(x: Tensor) -> Tensor:
    return 1 / (1 + torch.exp(-x.clamp(-40, 40)))


@misconception(
    en="At -100 `exp(-x)` overflows: the value 1 / inf is right, but its gradient is 0 * inf, NaN; "
    "find a form that never overflows.",
    zh="x 为 -100 时 `exp(-x)` 会溢出：1 / inf 的值没错，梯度却是 0 * inf，即 NaN；"
    "应当找一种永远不会溢出的写法。",
)
def textbook(x: Tensor) -> Tensor:
    return 1 / (1 + torch.exp(-x))


@misconception(
    en="For large x `exp(x)` overflows, and inf / inf is NaN; find a form that never overflows.",
    zh="x 很大时 `exp(x)` 会溢出，而 inf / inf 是 NaN；应当找一种永远不会溢出的写法。",
)
def exponential_over_sum(x: Tensor) -> Tensor:
    return torch.exp(x) / (1 + torch.exp(x))


@misconception(
    en="`where` picks the right value, but the gradient goes through both branches, and 0 times "
    "the NaN of the other one is NaN; keep large numbers out of each branch.",
    zh="`where` 选出的值是对的，但梯度会流过两个分支，0 乘以另一支里的 NaN 还是 NaN；"
    "应当在进入每个分支之前就把过大的数换掉。",
)
def picked_afterwards(x: Tensor) -> Tensor:
    return torch.where(x >= 0, 1 / (1 + torch.exp(-x)), torch.exp(x) / (1 + torch.exp(x)))


@misconception(
    en="|x| has no slope at 0, where autograd takes it to be 0, so that the gradient there is 0 "
    "instead of 0.25; find a form without the absolute value.",
    zh="|x| 在 0 处没有斜率，自动求导把它当作 0，于是那里的梯度成了 0，而不是 0.25；"
    "应当找一种不用绝对值的写法。",
)
def by_absolute_value(x: Tensor) -> Tensor:
    small = torch.exp(-x.abs())
    return torch.where(x >= 0, 1 / (1 + small), small / (1 + small))


@misconception(
    en="This is the library's sigmoid; build it from other functions.",
    zh="这就是库里的 sigmoid；应当用别的函数把它拼出来。",
)
def by_library(x: Tensor) -> Tensor:
    return torch.sigmoid(x)


@misconception(
    en="`tanh` is twice as steep as it should be: stretch `x` before it, not only the result after "
    "it.",
    zh="这里的 `tanh` 比应有的陡一倍：不仅结果要缩放，`x` 也要先缩放。",
)
def too_steep(x: Tensor) -> Tensor:
    return (1 + torch.tanh(x)) / 2


@misconception(
    en="The bounds of `clamp` are so narrow that the result is off and the gradient lost where it "
    "still matters; widen them.",
    zh="`clamp` 的上下界太窄，结果有了偏差，还在本该有梯度的地方丢掉了梯度；应当放宽。",
)
def clamped_too_tightly(x: Tensor) -> Tensor:
    return 1 / (1 + torch.exp(-x.clamp(-5, 5)))


@misconception(
    en="The sign is lost: this falls from 1 to 0, while the sigmoid rises; it is exp(-x) that is "
    "added to 1.",
    zh="丢了负号：结果从 1 降到 0，而 sigmoid 是上升的；与 1 相加的应当是 exp(-x)。",
)
def upside_down(x: Tensor) -> Tensor:
    return (torch.tanh(-x / 2) + 1) / 2


@misconception(
    en="`detach` or `.data` cuts the graph, so that no gradient comes back to `x`; stay in the "
    "graph.",
    zh="`detach` 或 `.data` 切断了计算图，梯度传不回 `x`；应当留在计算图里。",
)
def detached(x: Tensor) -> Tensor:
    return (torch.tanh(x.detach() / 2) + 1) / 2


@misconception(
    en="The operation changes the caller's tensor, in place; make a new one.",
    zh="就地操作改动了调用者的张量；应当另外得到一个新张量。",
)
def in_place(x: Tensor) -> Tensor:
    return x.div_(2).tanh_().add_(1).div_(2)


@misconception(
    en="The zeros beside `x` are made on the CPU, while `x` is on another device, and the two "
    "cannot be combined; `torch.zeros_like` makes them where `x` is.",
    zh="与 `x` 配对的零建在 CPU 上，`x` 却在别的设备上，两者不能一起运算；"
    "`torch.zeros_like` 会建在 `x` 所在的设备上。",
)
def zeros_on_the_cpu(x: Tensor) -> Tensor:
    return torch.stack([x, torch.zeros(x.shape, dtype=x.dtype)]).softmax(dim=0)[0]
