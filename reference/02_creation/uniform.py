"""The solutions of uniform: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def uniform(shape: tuple[int, ...], low: float, high: float, generator: torch.Generator) -> Tensor:
    return low + (high - low) * torch.rand(shape, generator=generator)


@alternative
def drawn_in_place(
    shape: tuple[int, ...], low: float, high: float, generator: torch.Generator
) -> Tensor:
    return torch.empty(shape).uniform_(low, high, generator=generator)


@alternative
def interpolated(
    shape: tuple[int, ...], low: float, high: float, generator: torch.Generator
) -> Tensor:
    weights = torch.rand(shape, generator=generator)
    return torch.lerp(torch.tensor(low), torch.tensor(high), weights)


@misconception(
    en="`rand * high + low` reaches from low to low + high: scale by the width of the range, "
    "which is not its upper end.",
    zh="`rand * high + low` 的范围是 low 到 low + high：应当乘以区间的宽度，而不是它的上界。",
)
def scaled_by_the_upper_end(
    shape: tuple[int, ...], low: float, high: float, generator: torch.Generator
) -> Tensor:
    return torch.rand(shape, generator=generator) * high + low


@misconception(
    en="This range has the right width but starts at 0: it still has to be moved to start at low.",
    zh="区间的宽度对了，但它从 0 开始：还需要把它平移到从 low 开始。",
)
def not_moved_to_low(
    shape: tuple[int, ...], low: float, high: float, generator: torch.Generator
) -> Tensor:
    return torch.rand(shape, generator=generator) * (high - low)


@misconception(
    en="`randn` draws from the normal distribution, a bell without ends; a uniform draw has two "
    "ends and is even between them.",
    zh="`randn` 从正态分布采样，是没有边界的钟形；均匀分布有上下界，并且在其间处处均匀。",
)
def normal_taken_for_uniform(
    shape: tuple[int, ...], low: float, high: float, generator: torch.Generator
) -> Tensor:
    return torch.randn(shape, generator=generator) * (high - low) + low


@misconception(
    en="The numbers come from PyTorch's global random state, for `generator` is never handed to "
    "the function that draws.",
    zh="这些数来自 PyTorch 的全局随机状态，因为 `generator` 没有传给负责采样的函数。",
)
def generator_ignored(
    shape: tuple[int, ...], low: float, high: float, generator: torch.Generator
) -> Tensor:
    del generator  # never handed on
    return torch.empty(shape).uniform_(low, high)


@misconception(
    en="`torch.manual_seed` resets the random state of the whole program; hand `generator` to the "
    "function that draws instead of copying its seed.",
    zh="`torch.manual_seed` 会重置整个程序的随机状态；"
    "应当把 `generator` 传给采样函数，而不是抄它的种子。",
)
def global_state_reseeded(
    shape: tuple[int, ...], low: float, high: float, generator: torch.Generator
) -> Tensor:
    torch.manual_seed(generator.initial_seed())
    return torch.rand(shape) * (high - low) + low


@misconception(
    en="`generator.manual_seed` rewinds the generator, so every call draws the same numbers again; "
    "the caller has seeded it already, just draw.",
    zh="`generator.manual_seed` 会让生成器倒回起点，"
    "于是每次调用都得到同样的数；调用者已经设好种子，直接采样即可。",
)
def generator_rewound(
    shape: tuple[int, ...], low: float, high: float, generator: torch.Generator
) -> Tensor:
    generator.manual_seed(generator.initial_seed())
    return torch.rand(shape, generator=generator) * (high - low) + low
