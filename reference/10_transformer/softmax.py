"""The solutions of softmax: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def softmax(x: Tensor, dim: int) -> Tensor:
    powers = torch.exp(x - x.amax(dim, keepdim=True))
    return powers / powers.sum(dim, keepdim=True)


@alternative
def through_the_logarithm(x: Tensor, dim: int) -> Tensor:
    return torch.exp(x - torch.logsumexp(x, dim, keepdim=True))


@alternative
def with_the_axis_last(x: Tensor, dim: int) -> Tensor:
    rows = x.movedim(dim, -1) if x.dim() else x[None]
    highest = rows.detach().max(dim=-1, keepdim=True).values
    powers = (rows - highest).exp()
    weights = powers / torch.einsum("...i->...", powers)[..., None]
    return weights.movedim(-1, dim) if x.dim() else weights[0]


@alternative
def of_the_library(x: Tensor, dim: int) -> Tensor:
    return torch.softmax(x, dim)


@misconception(
    en="The argument `dim` is not used: the weights always sum to 1 along the last axis, whichever "
    "axis was asked for.",
    zh="参数 `dim` 没有用上：不管要求沿哪个轴，权重总是沿最后一个轴加起来等于 1。",
)
def always_the_last_axis(x: Tensor, dim: int) -> Tensor:  # noqa: ARG001 - the mistake
    return softmax(x, -1)


@misconception(
    en="The argument `dim` is not used: the weights always sum to 1 along axis 0, that is, over "
    "the samples of a batch.",
    zh="参数 `dim` 没有用上：权重总是沿第 0 轴加起来等于 1，也就是在一个批次的样本之间归一化。",
)
def always_the_first_axis(x: Tensor, dim: int) -> Tensor:  # noqa: ARG001 - the mistake
    return softmax(x, 0)


@misconception(
    en="All elements together sum to 1; every slice along `dim` should sum to 1 on its own.",
    zh="现在是所有元素加起来等于 1；应当是沿 `dim` 的每一条各自加起来等于 1。",
)
def over_everything(x: Tensor, dim: int) -> Tensor:
    powers = torch.exp(x - x.amax(dim, keepdim=True))
    return powers / powers.sum()


@misconception(
    en="The exponential of a large score overflows to inf, and inf / inf is NaN; subtract the "
    "largest score first, which does not change the quotient.",
    zh="分数大了，指数会溢出成 inf，而 inf / inf 是 NaN；应当先减去最大的分数，商不会因此改变。",
)
def overflowing(x: Tensor, dim: int) -> Tensor:
    powers = torch.exp(x)
    return powers / powers.sum(dim, keepdim=True)


@misconception(
    en="One maximum for the whole tensor is subtracted: a slice far below it underflows to 0 / 0; "
    "every slice needs its own maximum.",
    zh="整个张量只减去同一个最大值：远小于它的那一条会下溢成 0 / 0；每一条都要减去自己的最大值。",
)
def global_maximum(x: Tensor, dim: int) -> Tensor:
    powers = torch.exp(x - x.max())
    return powers / powers.sum(dim, keepdim=True)


@misconception(
    en="Without its axis the maximum lines up with the wrong axis of x, or with none; keep the "
    "reduced axis as one of size 1.",
    zh="最大值丢了那个轴，就会和 x 的另一个轴对齐，或者根本对不上；"
    "归约掉的轴应当保留下来，大小为 1。",
)
def maximum_without_its_axis(x: Tensor, dim: int) -> Tensor:
    powers = torch.exp(x - x.amax(dim))
    return powers / powers.sum(dim, keepdim=True)


@misconception(
    en="Without its axis the sum lines up with the wrong axis of x, or with none; keep the reduced "
    "axis as one of size 1.",
    zh="总和丢了那个轴，就会和 x 的另一个轴对齐，或者根本对不上；"
    "归约掉的轴应当保留下来，大小为 1。",
)
def sum_without_its_axis(x: Tensor, dim: int) -> Tensor:
    powers = torch.exp(x - x.amax(dim, keepdim=True))
    return powers / powers.sum(dim)


@misconception(
    en="Capping the scores before `exp` avoids the overflow but changes the weights: two large "
    "scores become equal; shift the scores instead of cutting them.",
    zh="在 `exp` 之前把分数截断，虽然不会溢出，权重却变了：两个大分数成了一样大；"
    "应当整体平移，而不是截断。",
)
def capped(x: Tensor, dim: int) -> Tensor:
    powers = torch.exp(x.clamp(-80, 80))
    return powers / powers.sum(dim, keepdim=True)


@misconception(
    en="These are the logarithms of the weights; the weights themselves are between 0 and 1.",
    zh="这是权重的对数；权重本身应当在 0 与 1 之间。",
)
def logarithms(x: Tensor, dim: int) -> Tensor:
    return torch.log_softmax(x, dim)


@misconception(
    en="The scores are divided by their sum, without `exp`: negative scores give negative weights, "
    "and the sum may be 0.",
    zh="直接用分数除以分数之和，没有取 `exp`：负分数得到负权重，而且总和可能是 0。",
)
def without_exp(x: Tensor, dim: int) -> Tensor:
    return x / x.sum(dim, keepdim=True)


@misconception(
    en="`detach` or `no_grad` cuts the weights off the graph, so nothing before them can learn; "
    "only the maximum may be treated as a constant.",
    zh="`detach` 或 `no_grad` 让权重脱离了计算图，前面的部分什么也学不到；只有最大值可以当作常数。",
)
@torch.no_grad()
def cut_off(x: Tensor, dim: int) -> Tensor:
    return softmax(x, dim)


@misconception(
    en="`-=` and `exp_` write into the caller's scores, and autograd forbids that on a leaf; make "
    "new tensors instead.",
    zh="`-=` 和 `exp_` 改写了调用者的分数，而且自动求导不允许就地修改叶子张量；应当生成新张量。",
)
def in_place(x: Tensor, dim: int) -> Tensor:
    x -= x.amax(dim, keepdim=True)
    x.exp_()
    return x / x.sum(dim, keepdim=True)


@misconception(
    en="The weights are written into a tensor that is made on the CPU, so they are there, wherever "
    "`x` is; return the quotient itself, or make room with `torch.empty_like(x)`.",
    zh="权重写进了一个建在 CPU 上的张量，不管 `x` 在哪里，结果都落在了 CPU 上；"
    "应当直接返回商，或者用 `torch.empty_like(x)` 准备位置。",
)
def written_to_the_cpu(x: Tensor, dim: int) -> Tensor:
    weights = torch.empty(x.shape, dtype=x.dtype)
    weights[...] = softmax(x, dim)
    return weights
