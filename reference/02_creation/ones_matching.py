"""The solutions of ones_matching: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def ones_matching(x: Tensor) -> Tensor:
    return torch.ones_like(x)


@alternative
def asked_of_x(x: Tensor) -> Tensor:
    return x.new_ones(x.shape)


@alternative
def spelled_out(x: Tensor) -> Tensor:
    return torch.ones(x.shape, dtype=x.dtype, device=x.device)


@alternative
def filled_detached_clone(x: Tensor) -> Tensor:
    return x.detach().clone().fill_(1)


@misconception(
    en="`torch.ones(x.shape)` takes only the shape from `x`: the dtype and the device are the "
    "defaults, whatever those of `x` are.",
    zh="`torch.ones(x.shape)` 只取了 `x` 的形状：dtype 和设备都用默认值，与 `x` 的无关。",
)
def shape_only(x: Tensor) -> Tensor:
    return torch.ones(x.shape)


@misconception(
    en="Shape and dtype fit, but without a device the ones are made on the default device, not "
    "where `x` is.",
    zh="形状和 dtype 都对了，但没有指定设备，这些 1 建在默认设备上，而不是 `x` 所在的设备。",
)
def device_forgotten(x: Tensor) -> Tensor:
    return torch.ones(x.shape, dtype=x.dtype)


@misconception(
    en="`x.fill_(1)` overwrites the caller's tensor (the trailing underscore says so); make a new "
    "one.",
    zh="`x.fill_(1)` 覆盖了调用者的张量（末尾的下划线就是这个意思）；应当新建一个。",
)
def input_overwritten(x: Tensor) -> Tensor:
    return x.fill_(1)


@misconception(
    en="`x / x` gives NaN wherever `x` is 0, NaN or infinite, and turns integers into floats; ones "
    "need not be computed from the values.",
    zh="`x / x` 在 `x` 为 0、NaN 或无穷的地方得到 NaN，"
    "还会把整数变成浮点数；1 不必由这些值算出来。",
)
def divided_by_itself(x: Tensor) -> Tensor:
    return x / x


@misconception(
    en="These ones are tracked by autograd because `x` is, as a clone belongs to the graph of its "
    "original; constants belong to no graph.",
    zh="`x` 被 autograd 跟踪，它的 clone 也在同一张计算图里，"
    "于是这些 1 也被跟踪了；常数不该属于任何计算图。",
)
def tracked_clone(x: Tensor) -> Tensor:
    return x.clone().fill_(1)
