"""The solutions of conv2d: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor
from torch.nn import functional

from autograder import alternative, misconception

EQUIVALENT = {"y += b[:, None]": "y is new here, nobody else holds it"}


def conv2d(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    if x.shape[1] != w.shape[1]:
        raise ValueError(f"{x.shape[1]} channels, but kernels for {w.shape[1]}")
    columns = functional.unfold(x, w.shape[2:], dilation, padding, stride)
    y = w.flatten(1) @ columns
    if b is not None:
        y = y + b[:, None]
    height = (x.shape[2] + 2 * padding - dilation * (w.shape[2] - 1) - 1) // stride + 1
    return y.unflatten(2, (height, -1))


def _places(n: int, taps: int, stride: int, dilation: int) -> int:
    """How many places a kernel finds on an axis that is padded already."""
    return (n - dilation * (taps - 1) - 1) // stride + 1


@alternative
def shifted_and_added(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    if x.size(1) != w.size(1):
        raise ValueError("x and w differ in channels")
    x = functional.pad(x, (padding, padding, padding, padding))
    rows = _places(x.size(2), w.size(2), stride, dilation)
    columns = _places(x.size(3), w.size(3), stride, dilation)
    y = x.new_zeros(x.size(0), w.size(0), rows, columns)
    if b is not None:
        y += b.reshape(1, -1, 1, 1)
    for u in range(w.size(2)):
        for v in range(w.size(3)):
            seen = x[:, :, u * dilation :: stride, v * dilation :: stride][..., :rows, :columns]
            y += torch.einsum("nchw,oc->nohw", seen, w[:, :, u, v])
    return y


@alternative
def place_by_place(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    if x.shape[1] != w.shape[1]:
        raise ValueError("x and w differ in channels")
    x = functional.pad(x, [padding] * 4)
    rows = _places(x.shape[2], w.shape[2], stride, dilation)
    columns = _places(x.shape[3], w.shape[3], stride, dilation)
    y = x.new_empty(len(x), len(w), rows, columns)
    high, wide = dilation * (w.shape[2] - 1) + 1, dilation * (w.shape[3] - 1) + 1
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            patch = x[:, None, :, top : top + high : dilation, left : left + wide : dilation]
            y[:, :, i, j] = (patch * w).sum((2, 3, 4))
    return y if b is None else y + b[:, None, None]


@alternative
def by_windows(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    if x.shape[1] != w.shape[1]:
        raise ValueError("x and w differ in channels")
    windows = functional.pad(x, (padding,) * 4)
    for axis, taps in ((2, w.shape[2]), (3, w.shape[3])):
        windows = windows.unfold(axis, dilation * (taps - 1) + 1, stride)
    y = torch.tensordot(windows[..., ::dilation, ::dilation], w, ([1, 4, 5], [1, 2, 3]))
    y = y.movedim(3, 1)
    return y if b is None else y + b.view(-1, 1, 1)


@misconception(
    en="The kernel is flipped, as in the textbooks of signal processing; here the first weight "
    "meets the first pixel, so leave it as it is.",
    zh="卷积核被翻转了，那是信号处理教科书里的定义；这里第一个权重对应第一个像素，不要翻转。",
)
def flipped(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    return conv2d(x, w.flip(2, 3), b, stride, padding, dilation)


@misconception(
    en="The dilation is left out; the points of the kernel lie that far apart on the image.",
    zh="没有考虑 dilation；卷积核相邻的点在图像上要隔开这么远。",
)
def not_dilated(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,  # noqa: ARG001 - this is the mistake
) -> Tensor:
    return conv2d(x, w, b, stride, padding)


@misconception(
    en="The stride is left out; the kernel jumps by it, down as well as across.",
    zh="没有考虑步长；卷积核向下、向右都要按它跳着走。",
)
def without_stride(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,  # noqa: ARG001 - this is the mistake
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    return conv2d(x, w, b, 1, padding, dilation)


@misconception(
    en="The padding is left out; put that many zeros on each side before the kernel starts.",
    zh="没有考虑填充；卷积核开始滑动之前，每边要补上这么多 0。",
)
def not_padded(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,  # noqa: ARG001 - this is the mistake
    dilation: int = 1,
) -> Tensor:
    return conv2d(x, w, b, stride, 0, dilation)


@misconception(
    en="`pad` with two numbers pads the width only; height needs two more.",
    zh="给 `pad` 两个数，只填充了宽度；高度还需要两个。",
)
def width_padded(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    return conv2d(functional.pad(x, (padding, padding)), w, b, stride, 0, dilation)


@misconception(
    en="Rows and columns of the kernel are swapped: the third axis of `w` goes down the image, the "
    "fourth goes across.",
    zh="卷积核的行和列弄反了：`w` 的第 2 维沿图像向下，第 3 维沿图像向右。",
)
def kernel_turned(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    return conv2d(x, w.transpose(2, 3), b, stride, padding, dilation)


@misconception(
    en="Height and width of the result are swapped when the places are laid out; the rows come "
    "first.",
    zh="把各个位置排成图像时，高和宽弄反了；应当行在前。",
)
def sides_swapped(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    y = conv2d(x, w, b, stride, padding, dilation)
    return y.reshape(*y.shape[:2], y.shape[3], y.shape[2])


@misconception(
    en="Square kernels are taken for granted; height and width of `w` may differ, so ask for both.",
    zh="默认卷积核是正方形；`w` 的高和宽可能不同，应当分别取。",
)
def square_kernels_assumed(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    if x.shape[1] != w.shape[1]:
        raise ValueError("x and w differ in channels")
    k = w.shape[2]
    columns = functional.unfold(x, k, dilation, padding, stride)
    y = w.reshape(len(w), -1) @ columns
    if b is not None:
        y = y + b[:, None]
    height = (x.shape[2] + 2 * padding - dilation * (k - 1) - 1) // stride + 1
    return y.reshape(len(x), len(w), height, -1)


@misconception(
    en="The bias is never added; each output channel gets its own number on top.",
    zh="偏置从来没有加上；每个输出通道都要加上自己的那个数。",
)
def bias_lost(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,  # noqa: ARG001 - this is the mistake
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    return conv2d(x, w, None, stride, padding, dilation)


@misconception(
    en="`y + b` lines the bias up with the last axis, the width; it belongs to the channels, so "
    "give it axes of 1 behind.",
    zh="`y + b` 会让偏置与最后一维（宽度）对齐；它属于通道维，应当在它后面补上长度为 1 的维度。",
)
def bias_along_the_width(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    y = conv2d(x, w, None, stride, padding, dilation)
    return y if b is None else y + b


@misconception(
    en="Images and kernels with different numbers of channels are multiplied all the same, one "
    "channel being broadcast to all; compare the numbers first.",
    zh="图像与卷积核的通道数不同，却照样相乘了，单个通道被广播到了所有通道；应当先比较通道数。",
)
def channels_broadcast(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    both = max(x.shape[1], w.shape[1])
    if 1 not in (x.shape[1], w.shape[1]):
        raise ValueError("x and w differ in channels")
    x, w = (t.expand(-1, both, -1, -1) for t in (x, w))
    return conv2d(x, w, b, stride, padding, dilation)


@misconception(
    en="That the channels differ is left to the product to find out, which raises RuntimeError; "
    "compare them yourself and raise ValueError.",
    zh="通道数不同，要等到相乘时才发现，抛出的是 RuntimeError；应当自己先比较，抛出 ValueError。",
)
def left_to_the_product(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    if x.shape[1] != w.shape[1]:
        return w.flatten(1) @ functional.unfold(x, w.shape[2:], dilation, padding, stride)
    return conv2d(x, w, b, stride, padding, dilation)


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; a wrong argument "
    "calls for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
def asserted(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    assert x.shape[1] == w.shape[1]
    return conv2d(x, w, b, stride, padding, dilation)


@misconception(
    en="This calls the library's convolution; build it from slices, sums and products.",
    zh="这里调用了库里的卷积；应当用切片、求和与乘积自己拼出来。",
)
def by_library(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    if x.shape[1] != w.shape[1]:
        raise ValueError("x and w differ in channels")
    return functional.conv2d(x, w, b, stride, padding, dilation)


@misconception(
    en="The output is made on the CPU and then filled place by place, so it stays there, wherever "
    "`x` is; make it with `x.new_empty`, or with `device=x.device`.",
    zh="输出建在 CPU 上，再逐个位置填进去，不管 `x` 在哪里，结果都留在了 CPU 上；"
    "应当用 `x.new_empty` 或者 `device=x.device` 来创建。",
)
def output_on_the_cpu(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    filled = conv2d(x, w, b, stride, padding, dilation)
    y = torch.empty(filled.shape, dtype=x.dtype)
    y[...] = filled
    return y


@misconception(
    en="The padded images are made on the CPU, while the kernels are on another device, and the "
    "two cannot be multiplied; make them with `x.new_zeros`, or with `device=x.device`.",
    zh="填充后的图像建在 CPU 上，卷积核却在别的设备上，两者不能相乘；"
    "应当用 `x.new_zeros` 或者 `device=x.device` 来创建。",
)
def frame_on_the_cpu(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> Tensor:
    n, channels, height, width = x.shape
    framed = torch.zeros(n, channels, height + 2 * padding, width + 2 * padding, dtype=x.dtype)
    framed[:, :, padding : padding + height, padding : padding + width] = x
    return conv2d(framed, w, b, stride, 0, dilation)
