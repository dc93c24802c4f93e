"""The solutions of drop_batch: the reference, other right ones, and known mistakes."""

from torch import Tensor

from autograder import alternative, misconception


def drop_batch(x: Tensor) -> Tensor:
    if x.shape[0] != 1:
        raise ValueError(f"expected a batch of 1, got one of {x.shape[0]}")
    return x.squeeze(0)


@alternative
def by_indexing(x: Tensor) -> Tensor:
    if len(x) != 1:
        raise ValueError("not a batch of one sample")
    return x[0]


@alternative
def by_unpacking(x: Tensor) -> Tensor:
    (sample,) = x
    return sample


@misconception(
    en="`squeeze()` without an axis removes every axis of size 1, also those of the sample; name "
    "the batch axis, and check its size first.",
    zh="不带参数的 `squeeze()` 会去掉所有大小为 1 的轴，连样本自己的也不放过；"
    "应当指明批次轴，并先检查它的大小。",
)
def squeezed_all(x: Tensor) -> Tensor:
    return x.squeeze()


@misconception(
    en="The size of the batch is checked, but `squeeze()` without an axis then removes every axis "
    "of size 1, also those of the sample.",
    zh="批次大小检查了，但不带参数的 `squeeze()` 会去掉所有大小为 1 的轴，连样本自己的也不放过。",
)
def checked_then_squeezed_all(x: Tensor) -> Tensor:
    if x.shape[0] != 1:
        raise ValueError("not a batch of one sample")
    return x.squeeze()


@misconception(
    en="`x[0]` takes the first sample of any batch, and the others are lost without a word; check "
    "that there is exactly one.",
    zh="`x[0]` 对任何批次都只取第一个样本，其余的悄悄丢掉了；应当先检查是否恰好只有一个。",
)
def first_sample(x: Tensor) -> Tensor:
    return x[0]


@misconception(
    en="`squeeze(0)` does nothing, and says nothing, where the axis is not of size 1; check the "
    "size and raise ValueError.",
    zh="轴的大小不是 1 时，`squeeze(0)` 什么也不做，也不报错；应当检查大小并抛出 ValueError。",
)
def squeezed_silently(x: Tensor) -> Tensor:
    return x.squeeze(0)


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; a wrong argument "
    "calls for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
def asserted(x: Tensor) -> Tensor:
    assert x.shape[0] == 1
    return x.squeeze(0)
