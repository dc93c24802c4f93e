"""The solutions of normalize: the reference, other right ones, and known mistakes."""

from collections.abc import Sequence

import torch
from torch import Tensor

from autograder import alternative, misconception

EQUIVALENT = {
    "means = torch.as_tensor(mean)[:, None, None]": "a list has no memory to share",
    "stds = torch.as_tensor(std)[:, None, None]": "a list has no memory to share",
}


def normalize(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    if 0 in std:
        raise ValueError("a channel cannot be divided by a std of zero")
    means = torch.tensor(mean)[:, None, None]
    stds = torch.tensor(std)[:, None, None]
    return (x - means) / stds


@alternative
def channel_by_channel(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    result = torch.empty_like(x)
    for channel, (m, s) in enumerate(zip(mean, std, strict=True)):
        if s == 0:
            raise ValueError(f"the std of channel {channel} is zero")
        result[channel] = (x[channel] - m) / s
    return result


@alternative
def on_a_copy(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    stds = torch.as_tensor(std, dtype=x.dtype, device=x.device)
    if (stds == 0).any():
        raise ValueError("zero std")
    means = torch.as_tensor(mean, dtype=x.dtype, device=x.device)
    return x.clone().sub_(means[:, None, None]).div_(stds[:, None, None])


@alternative
def channels_moved_last(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    if not all(std):
        raise ValueError("zero std")
    last = x.permute(1, 2, 0)
    return ((last - x.new_tensor(mean)) * (1 / x.new_tensor(std))).permute(2, 0, 1)


@misconception(
    en="The numbers are lined up with the last axis, the width; give them two more axes, so that "
    "each belongs to a channel.",
    zh="这些数与最后一个轴（宽）对齐了；应当给它们再加两个轴，使每个数对应一个通道。",
)
def along_the_width(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    if 0 in std:
        raise ValueError("zero std")
    return (x - torch.tensor(mean)) / torch.tensor(std)


@misconception(
    en="The numbers are lined up with the height; they need two axes behind them, one for the "
    "height and one for the width.",
    zh="这些数与高对齐了；它们后面还需要两个轴，一个对应高，一个对应宽。",
)
def along_the_height(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    if 0 in std:
        raise ValueError("zero std")
    return (x - torch.tensor(mean).unsqueeze(1)) / torch.tensor(std).unsqueeze(1)


@misconception(
    en="The caller's image is changed: `-=` and `/=` write into it; compute a new tensor.",
    zh="改动了调用者的图像：`-=` 和 `/=` 会写回原张量；应当计算出一个新张量。",
)
def in_place(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    if 0 in std:
        raise ValueError("zero std")
    x -= torch.tensor(mean).reshape(-1, 1, 1)
    x /= torch.tensor(std).reshape(-1, 1, 1)
    return x


@misconception(
    en="It divides by the variance, the square of the std; divide by the std itself.",
    zh="除以的是方差，也就是标准差的平方；应当除以标准差本身。",
)
def divided_by_variance(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    return normalize(x, mean, [s * s for s in std])


@misconception(
    en="The root of the std is taken, as if it were a variance; a std is a root already.",
    zh="把标准差当成方差又开了一次方；标准差本身就已经是平方根。",
)
def divided_by_root(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    return normalize(x, mean, [abs(s) ** 0.5 for s in std])


@misconception(
    en="A zero std goes through, and the result holds inf and NaN that turn up much later; raise "
    "ValueError.",
    zh="标准差为零也照算，结果里有 inf 和 NaN，要到很久以后才暴露；应当抛出 ValueError。",
)
def zero_unchecked(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    means = torch.tensor(mean)[:, None, None]
    stds = torch.tensor(std)[:, None, None]
    return (x - means) / stds


@misconception(
    en="A zero goes through if the other channels' std is not zero too; one is enough to spoil its "
    "channel, so look at each of them.",
    zh="别的通道不为零时，零就被放过了；只要有一个零，那个通道就毁了，所以每个都要检查。",
)
def only_all_zero_refused(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    if not any(std):
        raise ValueError("zero std")
    return zero_unchecked.implementation(x, mean, std)


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; a wrong argument "
    "calls for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
def zero_asserted(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    assert 0 not in std
    return normalize(x, mean, std)


@misconception(
    en="A small number is added to the std, which hides a zero and gives huge values instead of "
    "reporting it; raise ValueError.",
    zh="给标准差加了一个很小的数：零被掩盖而没有报告，结果变得极大；应当抛出 ValueError。",
)
def small_number_added(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    return normalize(x, mean, [s + 1e-8 for s in std])


@misconception(
    en="Only the mean is divided: without brackets `/` comes before `-`; subtract first.",
    zh="只有均值被除了：没有括号时 `/` 先于 `-`；应当先减。",
)
def brackets_forgotten(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    return normalize(x, [m / s if s else m for m, s in zip(mean, std, strict=True)], std) * (
        torch.tensor(std).reshape(-1, 1, 1)
    )


@misconception(
    en="It divides first and subtracts the mean from what is left; subtract first.",
    zh="先除了，再从结果里减去均值；应当先减。",
)
def divided_first(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    return normalize(x, [m * s for m, s in zip(mean, std, strict=True)], std)


@misconception(
    en="The image's own mean and std are used; those given belong to the whole training set, and "
    "every image is brought to the scale by the same ones.",
    zh="用了这张图像自己的均值和标准差；参数给出的是整个训练集的，所有图像都要用同一组数。",
)
def own_statistics(
    x: Tensor,
    mean: Sequence[float],  # noqa: ARG001 - this is the mistake
    std: Sequence[float],
) -> Tensor:
    if 0 in std:
        raise ValueError("zero std")
    return (x - x.mean(dim=(1, 2), keepdim=True)) / x.std(dim=(1, 2), keepdim=True)


@misconception(
    en="All channels use the numbers of the first one; each has a mean and a std of its own.",
    zh="所有通道都用了第一个通道的数；每个通道有各自的均值和标准差。",
)
def first_for_all(x: Tensor, mean: Sequence[float], std: Sequence[float]) -> Tensor:
    if 0 in std:
        raise ValueError("zero std")
    return (x - mean[0]) / std[0]
