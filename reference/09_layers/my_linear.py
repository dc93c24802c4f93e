"""The solutions of MyLinear: the reference, other right ones, and known mistakes."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from autograder import alternative, misconception

_SAME = "every element is drawn anew, so it is all one what was there"
EQUIVALENT = {
    "self.weight = nn.Parameter(torch.zeros(d_out, d_in).uniform_(-bound, bound))": _SAME,
    "self.bias = nn.Parameter(torch.zeros(d_out).uniform_(-bound, bound)) if bias else None": _SAME,
}


class MyLinear(nn.Module):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__()
        bound = 1 / math.sqrt(d_in)
        self.weight = nn.Parameter(torch.empty(d_out, d_in).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(d_out).uniform_(-bound, bound)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        y = x @ self.weight.T
        return y if self.bias is None else y + self.bias


@alternative
class ByLibrary(nn.Linear):
    pass


@alternative
class Registered(nn.Module):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__()
        drawn = torch.rand(d_out) if bias else None
        self.register_parameter("bias", nn.Parameter(drawn) if bias else None)
        self.register_parameter("weight", nn.Parameter(torch.rand(d_out, d_in)))
        for param in self.parameters():
            param.data.mul_(2).sub_(1).div_(d_in**0.5)

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(x, self.weight, self.bias)


@alternative
class SummedUp(nn.Module):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(d_out, d_in))
        nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        self.bias = None
        if bias:
            self.bias = nn.Parameter((torch.rand(d_out) - 0.5) * (2 * d_in**-0.5))

    def forward(self, x: Tensor) -> Tensor:
        y = (x.unsqueeze(-2) * self.weight).sum(-1)
        if self.bias is not None:
            y = y + self.bias
        return y


@misconception(
    en="The output is made on the CPU and then written into, but the layer and `x` may be on "
    "another device; let the product make it, which does so where its factors are.",
    zh="输出先在 CPU 上建好再往里写，可这一层和 `x` 可能在别的设备上；"
    "直接用乘积的结果，它就在两个因子所在的设备上。",
)
class OutputMadeOnCpu(MyLinear):
    def forward(self, x: Tensor) -> Tensor:
        y = torch.zeros(*x.shape[:-1], len(self.weight))
        y += x @ self.weight.T
        return y if self.bias is None else y + self.bias


@misconception(
    en="A plain tensor is not registered: `parameters()` and `state_dict()` do not know it, so it "
    "is never trained and never saved; wrap it in nn.Parameter.",
    zh="普通张量不会被登记：`parameters()` 和 `state_dict()` 里都没有它，"
    "既不会被训练，也不会被保存；应当用 nn.Parameter 包起来。",
)
class PlainTensors(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        nn.Module.__init__(self)
        bound = 1 / math.sqrt(d_in)
        self.weight = torch.empty(d_out, d_in).uniform_(-bound, bound).requires_grad_()
        self.bias = torch.empty(d_out).uniform_(-bound, bound).requires_grad_() if bias else None


@misconception(
    en="The weight has shape (d_in, d_out); PyTorch keeps it as (d_out, d_in), one row for each "
    "output.",
    zh="权重的形状成了 (d_in, d_out)；PyTorch 的约定是 (d_out, d_in)，每个输出对应一行。",
)
class Transposed(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__(d_in, d_out, bias)
        self.weight = nn.Parameter(self.weight.detach().T.contiguous())

    def forward(self, x: Tensor) -> Tensor:
        y = x @ self.weight
        return y if self.bias is None else y + self.bias


@misconception(
    en="Zeros make all outputs alike, and they stay alike while they are trained; start with "
    "random numbers.",
    zh="全部初始化为 0，各个输出就完全一样，训练中也一直一样；应当从随机数开始。",
)
class Zeros(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__(d_in, d_out, bias)
        for param in self.parameters():
            nn.init.zeros_(param)


@misconception(
    en="`torch.empty` only reserves memory and leaves in it whatever was there; fill it with "
    "random numbers.",
    zh="`torch.empty` 只是占一块内存，里面原来是什么就是什么；还要用随机数把它填上。",
)
class NeverFilled(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        nn.Module.__init__(self)
        self.weight = nn.Parameter(torch.empty(d_out, d_in))
        self.bias = nn.Parameter(torch.empty(d_out)) if bias else None


@misconception(
    en="The bias starts at 0; it is drawn from the same range as the weight.",
    zh="偏置从 0 开始；它应当与权重一样，从同一个范围里随机取。",
)
class ZeroBias(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__(d_in, d_out, bias)
        if self.bias is not None:
            nn.init.zeros_(self.bias)


@misconception(
    en="`randn` draws from a normal distribution, which knows no bounds and is dense in the "
    "middle; draw evenly from the range that `d_in` gives.",
    zh="`randn` 取自正态分布，没有上下界，而且集中在中间；应当在由 `d_in` 决定的范围内均匀地取。",
)
class Normal(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__(d_in, d_out, bias)
        for param in self.parameters():
            nn.init.normal_(param)


@misconception(
    en="`rand` never goes below 0, so only the upper half of the range is used; spread it over "
    "both signs.",
    zh="`rand` 从不小于 0，只用到了范围的上半部分；正负两边都应当取到。",
)
class PositiveOnly(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__(d_in, d_out, bias)
        for param in self.parameters():
            nn.init.uniform_(param, 0, 1 / math.sqrt(d_in))


@misconception(
    en="The bound is one over the square root of `d_in`; without the root the numbers are too "
    "small.",
    zh="边界是 1 除以 `d_in` 的平方根；不开平方根，数就太小了。",
)
class RootForgotten(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__(d_in, d_out, bias)
        for param in self.parameters():
            nn.init.uniform_(param, -1 / d_in, 1 / d_in)


@misconception(
    en="The bound is taken from the number of outputs; it is the inputs that are summed up, so "
    "their number decides.",
    zh="边界是按输出的个数算的；被加在一起的是各个输入，所以应当由输入的个数决定。",
)
class BoundByOutputs(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__(d_in, d_out, bias)
        for param in self.parameters():
            nn.init.uniform_(param, -1 / math.sqrt(d_out), 1 / math.sqrt(d_out))


@misconception(
    en="There is a bias whatever `bias` says; where it is False, set `self.bias` to None.",
    zh="不管 `bias` 是什么，都有偏置；它为 False 时，应当让 `self.bias` 为 None。",
)
class AlwaysBiased(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:  # noqa: ARG002 - this is the mistake
        super().__init__(d_in, d_out)


@misconception(
    en="Without a bias `self.bias` is not there at all, so whoever asks for it gets an "
    "AttributeError; set it to None.",
    zh="没有偏置时根本不存在 `self.bias`，一访问就抛出 AttributeError；应当把它设为 None。",
)
class BiasMissing(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        super().__init__(d_in, d_out, bias)
        if not bias:
            del self.bias

    def forward(self, x: Tensor) -> Tensor:
        y = x @ self.weight.T
        return y + self.bias if hasattr(self, "bias") else y


@misconception(
    en="The bias is a parameter, but it is never added; add it to the product.",
    zh="偏置虽然是参数，却从来没有加上；应当把它加到乘积上。",
)
class BiasNotAdded(MyLinear):
    def forward(self, x: Tensor) -> Tensor:
        return x @ self.weight.T


@misconception(
    en="Setting parameters before `super().__init__()` fails, as the module has no place for them "
    "yet; call it first.",
    zh="没有先调用 `super().__init__()`，模块还没有存放参数的地方，赋值就会出错；应当先调用它。",
)
class NoSuper(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        bound = 1 / math.sqrt(d_in)
        self.weight = nn.Parameter(torch.empty(d_out, d_in).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(d_out).uniform_(-bound, bound)) if bias else None


@misconception(
    en="`.data` or `detach` in `forward` cuts the parameters off from the loss, so that no "
    "gradient reaches them; use the parameters themselves.",
    zh="`forward` 里的 `.data` 或 `detach` 把参数与损失隔开了，"
    "梯度到不了它们；应当直接使用参数本身。",
)
class Detached(MyLinear):
    def forward(self, x: Tensor) -> Tensor:
        bias = None if self.bias is None else self.bias.detach()
        return functional.linear(x, self.weight.detach(), bias)


@misconception(
    en="A fixed seed in `__init__` gives every layer the same numbers, and resets the random state "
    "of the whole program; draw without seeding.",
    zh="在 `__init__` 里固定种子，会让每一层的初始值都一样，还会重置整个程序的随机状态；"
    "不要在这里设种子。",
)
class Seeded(MyLinear):
    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        torch.manual_seed(0)
        super().__init__(d_in, d_out, bias)


@misconception(
    en="In place of the missing bias stand zeros that are made on the CPU, wherever the layer is; "
    "add nothing where there is no bias.",
    zh="没有偏置时，拿来代替的零总是建在 CPU 上，不管这一层在哪个设备；没有偏置就什么也不加。",
)
class ZerosForNoBias(MyLinear):
    def forward(self, x: Tensor) -> Tensor:
        bias = torch.zeros(len(self.weight)) if self.bias is None else self.bias
        return x @ self.weight.T + bias
