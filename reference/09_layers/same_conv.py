"""The solutions of same_conv: the reference, other right ones, and known mistakes."""

from torch import nn

from autograder import alternative, misconception


def same_conv(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    if k % 2 == 0:
        raise ValueError("an even kernel has no middle")
    padding = dilation * (k - 1) // 2
    return nn.Conv2d(c_in, c_out, k, padding=padding, dilation=dilation, padding_mode=padding_mode)


@alternative
def by_name(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    if not k % 2:
        raise ValueError("k must be odd")
    return nn.Conv2d(c_in, c_out, k, padding="same", dilation=dilation, padding_mode=padding_mode)


@alternative
def by_position(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    half, rest = divmod(k, 2)
    if rest == 0:
        raise ValueError("k must be odd")
    side = (half * dilation, half * dilation)
    return nn.Conv2d(c_in, c_out, (k, k), 1, side, dilation, 1, False, padding_mode)


@misconception(
    en="Half the kernel is enough only without dilation; a dilated kernel reaches further out, and "
    "the padding has to grow with it.",
    zh="只有没有 dilation 时，填充半个卷积核才够；带 dilation 的卷积核伸得更远，填充也要跟着变大。",
)
def half_the_kernel(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    if k % 2 == 0:
        raise ValueError("k must be odd")
    return nn.Conv2d(c_in, c_out, k, padding=k // 2, dilation=dilation, padding_mode=padding_mode)


@misconception(
    en="The kernel does not cover dilation × k: the gaps lie between its points only, so halve "
    "what lies between the first point and the last.",
    zh="卷积核覆盖的长度不是 dilation × k：间隔只在点与点之间；"
    "应当取第一个点到最后一个点之间距离的一半。",
)
def dilation_times_kernel(
    c_in: int, c_out: int, k: int, dilation: int, padding_mode: str
) -> nn.Conv2d:
    if k % 2 == 0:
        raise ValueError("k must be odd")
    return nn.Conv2d(
        c_in, c_out, k, padding=dilation * k // 2, dilation=dilation, padding_mode=padding_mode
    )


@misconception(
    en="The fourth argument of nn.Conv2d is the stride, not the padding; pass the padding by name.",
    zh="nn.Conv2d 的第四个参数是步长，不是填充；应当用名字来传 padding。",
)
def padding_as_stride(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    if k % 2 == 0:
        raise ValueError("k must be odd")
    padding = dilation * (k - 1) // 2
    return nn.Conv2d(c_in, c_out, k, padding, dilation=dilation, padding_mode=padding_mode)


@misconception(
    en="The padding mode is not handed on, so the layer pads with zeros whatever was asked for.",
    zh="没有把填充模式传下去，于是不管要求什么，这一层都用 0 填充。",
)
def mode_lost(
    c_in: int,
    c_out: int,
    k: int,
    dilation: int,
    padding_mode: str,  # noqa: ARG001 - this is the mistake
) -> nn.Conv2d:
    if k % 2 == 0:
        raise ValueError("k must be odd")
    return nn.Conv2d(c_in, c_out, k, padding=dilation * (k - 1) // 2, dilation=dilation)


@misconception(
    en="The numbers of channels are swapped: nn.Conv2d takes those that come in first, then those "
    "that go out.",
    zh="通道数写反了：nn.Conv2d 先写输入通道数，再写输出通道数。",
)
def channels_swapped(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    return same_conv(c_out, c_in, k, dilation, padding_mode)


@misconception(
    en="The padding takes account of the dilation, but the layer itself was not told of it; hand "
    "the dilation on.",
    zh="填充考虑了 dilation，层本身却不知道；应当把 dilation 也传给它。",
)
def dilation_lost(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    if k % 2 == 0:
        raise ValueError("k must be odd")
    padding = dilation * (k - 1) // 2
    return nn.Conv2d(c_in, c_out, k, padding=padding, padding_mode=padding_mode)


@misconception(
    en="Without padding the image shrinks by what the kernel covers; pad it on all sides.",
    zh="不填充，图像就会缩小；应当在四周填充。",
)
def no_padding(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    if k % 2 == 0:
        raise ValueError("k must be odd")
    return nn.Conv2d(c_in, c_out, k, dilation=dilation, padding_mode=padding_mode)


@misconception(
    en="An even kernel is accepted; it has no middle that could lie on a pixel, so refuse it with "
    "ValueError.",
    zh="偶数的卷积核也被接受了；它没有正中间的点，无法对准像素，应当抛出 ValueError。",
)
def even_accepted(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    padding = dilation * (k - 1) // 2
    return nn.Conv2d(c_in, c_out, k, padding=padding, dilation=dilation, padding_mode=padding_mode)


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; a wrong argument "
    "calls for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
def asserted(c_in: int, c_out: int, k: int, dilation: int, padding_mode: str) -> nn.Conv2d:
    assert k % 2 == 1
    return same_conv(c_in, c_out, k, dilation, padding_mode)


@misconception(
    en="What is tested is whether the covered length is even; a dilated kernel of even `k` may "
    "cover an odd length, so test `k` itself.",
    zh="这里检查的是覆盖的长度是不是偶数；k 为偶数时，加上 dilation 后覆盖的长度可能是奇数，"
    "应当检查 `k` 本身。",
)
def covered_length_tested(
    c_in: int, c_out: int, k: int, dilation: int, padding_mode: str
) -> nn.Conv2d:
    reach = dilation * (k - 1)
    if reach % 2:
        raise ValueError("no padding keeps the size")
    return nn.Conv2d(
        c_in, c_out, k, padding=reach // 2, dilation=dilation, padding_mode=padding_mode
    )
