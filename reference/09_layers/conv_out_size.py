"""The solutions of conv_out_size: the reference, other right ones, and known mistakes."""

import math

import torch
from torch.nn import functional

from autograder import alternative, misconception


def conv_out_size(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1


@alternative
def by_counting(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    padded = n + 2 * padding
    places, last_tap = 0, (kernel - 1) * dilation
    while last_tap < padded:
        places += 1
        last_tap += stride
    if places == 0:
        raise ValueError("the kernel is longer than the axis")
    return places


@alternative
def checked_afterwards(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    span = 1 + dilation * (kernel - 1)
    size = math.floor((n + 2 * padding - span) / stride + 1)
    if size <= 0:
        raise ValueError(f"{kernel} taps do not fit on {n}")
    return size


@alternative
def by_trying(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    axis = torch.empty(1, 1, n, 1)
    try:
        places = functional.unfold(
            axis, (kernel, 1), dilation=dilation, padding=(padding, 0), stride=stride
        )
    except RuntimeError as error:
        raise ValueError("the kernel does not fit") from error
    return places.shape[-1]


@misconception(
    en="Places left over at the end, fewer than a stride, hold no further kernel; round down, not "
    "up.",
    zh="末尾剩下的位置不足一个步长，放不下下一个卷积核；应当向下取整，而不是向上取整。",
)
def rounded_up(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return math.ceil(room / stride) + 1


@misconception(
    en="`round` goes up as often as down, but a kernel that lies only partly on the axis does not "
    "count; always round down.",
    zh="`round` 有时舍、有时入，但只有一部分落在轴上的卷积核不算数；应当总是向下取整。",
)
def rounded_to_nearest(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return round(room / stride) + 1


@misconception(
    en="The dilation is left out; it spreads the taps, so that the kernel covers a longer stretch.",
    zh="没有考虑 dilation；它把卷积核的各个点拉开，整个卷积核覆盖的范围会变长。",
)
def dilation_left_out(
    n: int,
    kernel: int,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,  # noqa: ARG001 - this is the mistake
) -> int:
    room = n + 2 * padding - kernel
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1


@misconception(
    en="A dilated kernel is not dilation × kernel long: there are gaps between the taps only, one "
    "fewer than taps.",
    zh="带 dilation 的卷积核长度不是 dilation × kernel：间隔只在点与点之间，比点数少一个。",
)
def dilation_times_kernel(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    room = n + 2 * padding - dilation * kernel
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1


@misconception(
    en="The padding is counted once, but it is added at both ends of the axis.",
    zh="padding 只算了一次，而它在轴的两端都要加。",
)
def padding_once(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    room = n + padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1


@misconception(
    en="This counts the moves of the kernel; the place where it starts counts too, one more.",
    zh="这里数的是卷积核移动的次数；它出发的那个位置也要算上，所以还要多一个。",
)
def moves_counted(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride


@misconception(
    en="The stride is left out; the kernel jumps by it, so there are fewer places.",
    zh="没有考虑步长；卷积核每次跳过 stride 个位置，所以位置会变少。",
)
def stride_left_out(
    n: int,
    kernel: int,
    stride: int = 1,  # noqa: ARG001 - this is the mistake
    padding: int = 0,
    dilation: int = 1,
) -> int:
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room + 1


@misconception(
    en="`/` gives a float, and a size is a whole number; divide by `//`, which also rounds down.",
    zh="`/` 得到的是浮点数，而大小应当是整数；应当用 `//` 相除，它同时会向下取整。",
)
def as_float(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> float:
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room / stride + 1


@misconception(
    en="A kernel that does not fit gives a size of 0 or less here, which is no size; raise "
    "ValueError.",
    zh="卷积核放不下时，这里返回了 0 或负数，这不是大小；应当抛出 ValueError。",
)
def never_refused(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    return (n + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; a wrong argument "
    "calls for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
def asserted(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    assert room >= 0
    return room // stride + 1


@misconception(
    en="A kernel just as long as the padded axis is refused, but it fits, at one place.",
    zh="卷积核与填充后的轴一样长时被拒绝了，其实它正好放得下，有一个位置。",
)
def exact_fit_refused(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room <= 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1


@misconception(
    en="Whether the kernel fits is decided by its number of taps; the stretch that it covers, with "
    "the gaps of the dilation, must fit.",
    zh="判断放不放得下时只看了点的个数；应当看连同 dilation 间隔在内覆盖的总长度。",
)
def taps_checked(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    if kernel > n + 2 * padding:
        raise ValueError("the kernel does not fit")
    return (n + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


@misconception(
    en="A kernel longer than `n` is refused, though the padding makes room for it; compare with "
    "the padded axis.",
    zh="卷积核比 `n` 长就被拒绝了，但填充可能让它放得下；应当与填充后的轴比较。",
)
def padding_not_checked(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    span = dilation * (kernel - 1) + 1
    if span > n:
        raise ValueError("the kernel does not fit")
    return (n + 2 * padding - span) // stride + 1


@misconception(
    en="`int` rounds toward zero, so a kernel a little too long, where a negative number is "
    "divided, still finds a place; round down, or check before you divide.",
    zh="`int` 是朝零取整的：卷积核只长出一点时，相除的是负数，取整后竟然还剩一个位置；"
    "应当向下取整，或者在相除之前就检查。",
)
def rounded_toward_zero(
    n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    size = int((n + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    if size < 1:
        raise ValueError("the kernel does not fit")
    return size
