"""The solutions of Dropout: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from autograder import alternative, misconception

EQUIVALENT = {
    "keep = torch.rand_like(x) > self.p": "a drawn number equals p once in millions of draws",
}


class Dropout(nn.Module):
    def __init__(self, p: float) -> None:
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError(f"p is {p}; it must be from 0 to below 1")
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        keep = torch.rand_like(x) >= self.p
        return x * keep / (1 - self.p)


@alternative
class ByLibrary(nn.Dropout):
    def __init__(self, p: float) -> None:
        if p == 1:
            raise ValueError("nothing would be left")
        super().__init__(p)


@alternative
class ByFunction(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.p, self.training)


@alternative
class ByBernoulli(nn.Module):
    def __init__(self, p: float) -> None:
        super().__init__()
        if p < 0 or p >= 1:
            raise ValueError("p must be from 0 to below 1")
        self.kept_share = 1 - p

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            scales = torch.full_like(x, self.kept_share).bernoulli().div(self.kept_share)
            return x * scales
        return x.clone()


@misconception(
    en="The kept elements are not scaled up, so that what the next layer gets is smaller in "
    "training than in evaluation; divide by the share that is kept.",
    zh="留下的元素没有放大，下一层在训练时得到的就比评估时小；应当除以留下的比例。",
)
class NotScaled(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        return x * (torch.rand_like(x) >= self.p)


@misconception(
    en="The kept elements are multiplied by 1 - p, which makes them smaller still; to make up for "
    "the dropped ones, divide.",
    zh="留下的元素乘了 1 - p，变得更小了；要弥补被丢掉的那些，应当相除。",
)
class ScaledDown(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        return x * (torch.rand_like(x) >= self.p) * (1 - self.p)


@misconception(
    en="The scaling is done in evaluation mode; that is the old form, in which evaluation is no "
    "longer the identity: scale up in training instead.",
    zh="缩放放到了评估模式里；这是旧的写法，评估时就不再是恒等变换了：应当改在训练时放大。",
)
class ScaledInEvaluation(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x * (1 - self.p)
        return x * (torch.rand_like(x) >= self.p)


@misconception(
    en="The mask is drawn on the CPU, while `x` is on another device, and the two cannot be "
    "multiplied; draw it where `x` is, with `torch.rand_like(x)` or `device=x.device`.",
    zh="掩码是在 CPU 上抽取的，`x` 却在别的设备上，两者不能相乘；"
    "应当用 `torch.rand_like(x)` 或者 `device=x.device`，在 `x` 所在的设备上抽取。",
)
class MaskOnCpu(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        keep = torch.rand(x.shape) >= self.p
        return x * keep / (1 - self.p)


@misconception(
    en="One mask serves all rows, so that all samples lose the same features at once; draw a "
    "chance for every element.",
    zh="所有行共用一个掩码，每个样本都同时丢掉相同的特征；应当给每个元素各抽一次。",
)
class OneMaskForAllRows(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        keep = torch.rand(x.shape[-1], dtype=x.dtype) >= self.p
        return x * keep / (1 - self.p)


@misconception(
    en="Whole rows are dropped or kept; draw a chance for every element, not one for each sample.",
    zh="整行一起丢掉或留下了；应当给每个元素各抽一次，而不是每个样本抽一次。",
)
class WholeRows(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        keep = torch.rand(x.shape[0], *[1] * (x.ndim - 1), dtype=x.dtype) >= self.p
        return x * keep / (1 - self.p)


@misconception(
    en="`no_grad` is taken for the switch, but it only stops the recording; ask `self.training`, "
    "which `.train()` and `.eval()` set.",
    zh="把 `no_grad` 当成了开关，可它只是让自动求导停止记录；应当看 `self.training`，"
    "它由 `.train()` 和 `.eval()` 设置。",
)
class NoGradAsSwitch(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not torch.is_grad_enabled():
            return x
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)


@misconception(
    en="It drops in evaluation mode too, so that the same input gets a different answer each time; "
    "ask `self.training`.",
    zh="评估模式下也在丢元素，同样的输入每次结果都不同；应当看 `self.training`。",
)
class AlwaysDropping(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)


@misconception(
    en="`p` is taken for the probability to keep an element; it is the probability to drop it.",
    zh="把 `p` 当成了保留的概率；它是丢掉的概率。",
)
class KeptWithP(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        return x * (torch.rand_like(x) < self.p) / self.p


@misconception(
    en="Normal numbers are compared with `p`, and they are below it with another probability than "
    "`p`; draw uniformly from 0 to 1.",
    zh="拿正态分布的数与 `p` 比较，小于 `p` 的概率并不是 `p`；应当在 0 到 1 之间均匀地抽。",
)
class NormalNumbers(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        return x * (torch.randn_like(x) >= self.p) / (1 - self.p)


@misconception(
    en="The mask is drawn at the first call and kept, so that always the same elements are "
    "missing; draw it anew at each call.",
    zh="掩码只在第一次调用时抽了一次，以后丢掉的总是同样的元素；应当每次调用都重新抽。",
)
class MaskKept(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        if not hasattr(self, "keep") or self.keep.shape != x.shape:
            self.keep = torch.rand_like(x) >= self.p
        return x * self.keep / (1 - self.p)


@misconception(
    en="A `p` of 1 is accepted, but then nothing is kept and the scale is 1 / 0; raise ValueError.",
    zh="p 为 1 也被接受了，可这样什么也留不下，缩放还成了 1 / 0；应当抛出 ValueError。",
)
class OneAccepted(Dropout):
    def __init__(self, p: float) -> None:
        nn.Module.__init__(self)
        if not 0 <= p <= 1:
            raise ValueError("p must be from 0 to 1")
        self.p = p


@misconception(
    en="A `p` of 0 is refused, but dropping nothing is allowed, and turns the layer off.",
    zh="p 为 0 被拒绝了，可是什么都不丢是允许的，等于关掉这一层。",
)
class ZeroRefused(Dropout):
    def __init__(self, p: float) -> None:
        if p == 0:
            raise ValueError("p must be above 0")
        super().__init__(p)


@misconception(
    en="Any `p` is taken without a word; outside of 0 to below 1 it is no such probability, so "
    "raise ValueError in `__init__`.",
    zh="什么样的 `p` 都照收不误；不在 0 到 1 之间（含 0 不含 1）就不合要求，"
    "应当在 `__init__` 里抛出 ValueError。",
)
class NeverChecked(Dropout):
    def __init__(self, p: float) -> None:
        nn.Module.__init__(self)
        self.p = p


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; a wrong argument "
    "calls for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
class Asserted(Dropout):
    def __init__(self, p: float) -> None:
        assert 0 <= p < 1
        super().__init__(p)


@misconception(
    en="The caller's tensor is changed, in place; make a new one.",
    zh="就地改动了调用者的张量；应当另外得到一个新张量。",
)
class InPlace(Dropout):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        return x.mul_(torch.rand_like(x) >= self.p).div_(1 - self.p)


@misconception(
    en="`no_grad` around the layer cuts the graph, so that nothing before it is trained; only the "
    "mask needs no gradient.",
    zh="用 `no_grad` 包住整个计算会切断计算图，前面的层就训练不到了；不需要梯度的只有掩码。",
)
class Unrecorded(Dropout):
    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x)
