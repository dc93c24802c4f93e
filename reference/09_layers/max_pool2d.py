"""The solutions of max_pool2d: the reference, other right ones, and known mistakes."""

import math

import torch
from torch import Tensor
from torch.nn import functional

from autograder import alternative, misconception

EQUIVALENT = {
    "if padding > k / 2:": "a whole number is above half of k just where it is above k // 2",
    "places = places + 1": "a number has no in place",
    "inside = (starts[:, None] + torch.arange(k)).clamp_(0, n - 1)": "the sum is new here",
}


def max_pool2d(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding > k // 2:
        raise ValueError("the padding is more than half a window")
    step = k if stride is None else stride
    for _ in range(2):  # the width, then the height in its place
        n = x.shape[3]
        room = n + 2 * padding - k
        places = room // step + 1
        if ceil_mode and room % step > 0 and places * step < n + padding:
            places += 1
        starts = torch.arange(places) * step - padding
        inside = (starts[:, None] + torch.arange(k)).clamp(0, n - 1)
        x = x[..., inside].amax(-1).mT
    return x


def _places(n: int, k: int, step: int, padding: int, *, ceil_mode: bool) -> int:
    """How many windows there are along an axis."""
    room = n + 2 * padding - k
    if not ceil_mode:
        return room // step + 1
    places = math.ceil(room / step) + 1
    return places - 1 if (places - 1) * step >= n + padding else places


@alternative
def window_by_window(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding > k // 2:
        raise ValueError("padding is too large")
    step = stride or k
    height, width = x.shape[2:]
    rows, columns = (_places(n, k, step, padding, ceil_mode=ceil_mode) for n in (height, width))
    y = x.new_empty(*x.shape[:2], rows, columns)
    for i in range(rows):
        for j in range(columns):
            top, left = i * step - padding, j * step - padding
            window = x[:, :, max(top, 0) : top + k, max(left, 0) : left + k]
            y[:, :, i, j] = window.flatten(2).max(dim=2).values
    return y


@alternative
def by_windows(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if 2 * padding > k:
        raise ValueError("padding is too large")
    step = k if stride is None else stride
    rows, columns = (
        _places(n, k, step, padding, ceil_mode=ceil_mode) for n in (x.shape[2], x.shape[3])
    )
    behind = padding + step - 1
    framed = functional.pad(x, (padding, behind, padding, behind), value=-math.inf)
    windows = framed.unfold(2, k, step).unfold(3, k, step)
    return windows[:, :, :rows, :columns].amax(dim=(-2, -1))


@alternative
def by_columns(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding > k // 2:
        raise ValueError("padding is too large")
    step = k if stride is None else stride
    rows, columns = (
        _places(n, k, step, padding, ceil_mode=ceil_mode) for n in (x.shape[2], x.shape[3])
    )
    below = max(0, (rows - 1) * step + k - x.shape[2] - padding)
    right = max(0, (columns - 1) * step + k - x.shape[3] - padding)
    framed = functional.pad(x, (padding, right, padding, below), value=-math.inf)
    framed = framed[:, :, : (rows - 1) * step + k, : (columns - 1) * step + k]
    lone = framed.flatten(0, 1).unsqueeze(1)  # every channel an image of its own
    largest = functional.unfold(lone, k, stride=step).max(dim=1).values
    return largest.reshape(*x.shape[:2], rows, columns)


def _pooled(
    x: Tensor, k: int, step: int, padding: int, places: list[int], around: float = -math.inf
) -> Tensor:
    """Pool with these numbers of windows and this padding: for the mistakes below."""
    behind = padding + k + step
    framed = functional.pad(x, (padding, behind, padding, behind), value=around)
    windows = framed.unfold(2, k, step).unfold(3, k, step)
    return windows[:, :, : places[0], : places[1]].amax(dim=(-2, -1))


@misconception(
    en="Without a stride the windows move by 1 here; they should lie side by side, so the default "
    "is `k`.",
    zh="没有给步长时，这里的窗口每次移动 1；它们应当一个挨着一个，所以默认值是 `k`。",
)
def stride_of_1(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    return max_pool2d(x, k, 1 if stride is None else stride, padding, ceil_mode)


@misconception(
    en="`stride` is not used: the windows always lie side by side.",
    zh="没有用到 `stride`：窗口总是一个挨着一个。",
)
def stride_ignored(
    x: Tensor,
    k: int,
    stride: int | None = None,  # noqa: ARG001 - this is the mistake
    padding: int = 0,
    ceil_mode: bool = False,
) -> Tensor:
    return max_pool2d(x, k, None, padding, ceil_mode)


@misconception(
    en="Padding with zeros lets the padding win over negative numbers; pad with -inf.",
    zh="用 0 填充，填充就会胜过负数；应当用 -inf 填充。",
)
def padded_with_zeros(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding > k // 2:
        raise ValueError("padding is too large")
    step = k if stride is None else stride
    places = [_places(n, k, step, padding, ceil_mode=ceil_mode) for n in x.shape[2:]]
    return _pooled(x, k, step, padding, places, around=0.0)


@misconception(
    en="Padding with a number such as -100 lets the padding win wherever the image is lower still; "
    "pad with -inf.",
    zh="用 -100 之类的数填充，遇到比它更小的数时，填充还是会胜出；应当用 -inf 填充。",
)
def padded_with_a_low_number(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding > k // 2:
        raise ValueError("padding is too large")
    step = k if stride is None else stride
    places = [_places(n, k, step, padding, ceil_mode=ceil_mode) for n in x.shape[2:]]
    return _pooled(x, k, step, padding, places, around=-100.0)


@misconception(
    en="The padding is left out; the windows should start that far outside of the image.",
    zh="没有考虑填充；窗口应当从图像外面这么远的地方开始。",
)
def not_padded(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding > k // 2:
        raise ValueError("padding is too large")
    return max_pool2d(x, k, stride, 0, ceil_mode)


@misconception(
    en="`ceil_mode` is not looked at; with it, what is left over at the end gets a window too.",
    zh="没有理会 `ceil_mode`；它为 True 时，末尾剩下的部分也要有一个窗口。",
)
def ceil_mode_ignored(
    x: Tensor,
    k: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,  # noqa: ARG001 - this is the mistake
) -> Tensor:
    return max_pool2d(x, k, stride, padding)


@misconception(
    en="Rounding up may add a window that starts behind the image and sees nothing of it; leave "
    "such a window out.",
    zh="向上取整可能多出一个从图像后面才开始的窗口，它看不到图像的任何部分；应当去掉这样的窗口。",
)
def window_outside(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding > k // 2:
        raise ValueError("padding is too large")
    step = k if stride is None else stride
    round_off = math.ceil if ceil_mode else math.floor
    places = [round_off((n + 2 * padding - k) / step) + 1 for n in x.shape[2:]]
    return _pooled(x, k, step, padding, places)


@misconception(
    en="Windows that stick out are always counted; that is what `ceil_mode` asks for, and without "
    "it they do not count.",
    zh="伸出图像的窗口总是算上了；只有 `ceil_mode` 为 True 时才应当算。",
)
def always_rounded_up(
    x: Tensor,
    k: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,  # noqa: ARG001
) -> Tensor:
    return max_pool2d(x, k, stride, padding, True)


@misconception(
    en="Height and width of the result are swapped when the windows are laid out; the rows come "
    "first.",
    zh="把各个窗口的结果排成图像时，高和宽弄反了；应当行在前。",
)
def sides_swapped(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    y = max_pool2d(x, k, stride, padding, ceil_mode)
    return y.reshape(*y.shape[:2], y.shape[3], y.shape[2])


@misconception(
    en="This is the mean of each window; pooling by the maximum keeps the largest number.",
    zh="这是每个窗口的平均值；最大池化保留的是最大的数。",
)
def mean_of_the_window(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding > k // 2:
        raise ValueError("padding is too large")
    step = k if stride is None else stride
    rows, columns = (_places(n, k, step, padding, ceil_mode=ceil_mode) for n in x.shape[2:])
    behind = padding + k + step
    framed = functional.pad(x, (padding, behind, padding, behind))
    windows = framed.unfold(2, k, step).unfold(3, k, step)
    return windows[:, :, :rows, :columns].mean(dim=(-2, -1))


@misconception(
    en="Any padding is accepted, but with more than half a window some windows see nothing but "
    "padding; raise ValueError.",
    zh="多大的填充都接受了，可是填充超过半个窗口，有的窗口就只看得到填充；应当抛出 ValueError。",
)
def padding_unchecked(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    step = k if stride is None else stride
    places = [_places(n, k, step, padding, ceil_mode=ceil_mode) for n in x.shape[2:]]
    return _pooled(x, k, step, padding, places)


@misconception(
    en="A padding of just half a window is refused, but it is allowed: only more is too much.",
    zh="正好半个窗口的填充被拒绝了，其实这是允许的：超过才算太多。",
)
def half_a_window_refused(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding and padding >= k // 2:
        raise ValueError("padding is too large")
    return max_pool2d(x, k, stride, padding, ceil_mode)


@misconception(
    en="The padding is compared with the whole window; half a window, k // 2, is the limit.",
    zh="填充是与整个窗口比较的；上限应当是半个窗口，即 k // 2。",
)
def compared_with_the_window(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding >= k:
        raise ValueError("padding is too large")
    step = k if stride is None else stride
    places = [_places(n, k, step, padding, ceil_mode=ceil_mode) for n in x.shape[2:]]
    return _pooled(x, k, step, padding, places)


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; a wrong argument "
    "calls for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
def asserted(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    assert padding <= k // 2
    return max_pool2d(x, k, stride, padding, ceil_mode)


@misconception(
    en="This calls the library's pooling; cut out the windows and take their maximum yourself.",
    zh="这里调用了库里的池化；应当自己取出窗口，再求最大值。",
)
def by_library(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    if padding > k // 2:
        raise ValueError("padding is too large")
    return functional.max_pool2d(x, k, stride, padding, ceil_mode=ceil_mode)


@misconception(
    en="The output, or the padded image, is made on the CPU and then filled, so the result stays "
    "there, wherever `x` is; make it with `x.new_empty`, or with `device=x.device`.",
    zh="输出或者填充后的图像建在 CPU 上，再往里面填，不管 `x` 在哪里，结果都留在了 CPU 上；"
    "应当用 `x.new_empty` 或者 `device=x.device` 来创建。",
)
def output_on_the_cpu(
    x: Tensor, k: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> Tensor:
    largest = max_pool2d(x, k, stride, padding, ceil_mode)
    y = torch.empty(largest.shape, dtype=x.dtype)
    y[...] = largest
    return y
