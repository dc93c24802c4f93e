"""The solutions of pad2d: the reference, other right ones, and known mistakes."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from autograder import alternative, misconception

LIBRARY = {
    "zeros": "constant",
    "reflect": "reflect",
    "replicate": "replicate",
    "circular": "circular",
}


def pad2d(x: Tensor, p: int, mode: str) -> Tensor:
    if mode not in LIBRARY:
        raise ValueError(f"there is no padding mode {mode!r}")
    return functional.pad(x, (p, p, p, p), LIBRARY[mode])


@alternative
def by_modules(x: Tensor, p: int, mode: str) -> Tensor:
    kinds = {
        "zeros": nn.ZeroPad2d,
        "reflect": nn.ReflectionPad2d,
        "replicate": nn.ReplicationPad2d,
        "circular": nn.CircularPad2d,
    }
    if mode not in kinds:
        raise ValueError(mode)
    return kinds[mode](p)(x)


@alternative
def by_indexing(x: Tensor, p: int, mode: str) -> Tensor:
    def source(n: int) -> Tensor:
        i = torch.arange(-p, n + p)
        if mode == "circular":
            return i % n
        if mode == "reflect":
            return n - 1 - (n - 1 - i.abs()).abs()
        return i.clamp(0, n - 1)

    if mode not in LIBRARY:
        raise ValueError(mode)
    h, w = x.shape[-2:]
    if mode == "zeros":
        y = x.new_zeros(*x.shape[:-2], h + 2 * p, w + 2 * p)
        y[..., p : p + h, p : p + w] = x
        return y
    return x[..., source(h)[:, None], source(w)]


@alternative
def through_numpy(x: Tensor, p: int, mode: str) -> Tensor:
    names = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
    if mode not in names:
        raise ValueError(mode)
    widths = [(0, 0)] * (x.ndim - 2) + [(p, p), (p, p)]
    return torch.from_numpy(np.pad(x.cpu().numpy(), widths, mode=names[mode])).to(x.device)


def _library(x: Tensor, sides: tuple[int, ...], mode: str) -> Tensor:
    """Pad by the library, after the mode was checked: for the mistakes below."""
    if mode not in LIBRARY:
        raise ValueError(mode)
    return functional.pad(x, sides, LIBRARY[mode])


@misconception(
    en="`(p, p)` pads the last axis only: `pad` counts axes from the last, two numbers each, so "
    "rows need two more.",
    zh="`(p, p)` 只填充了最后一个轴：`pad` 从最后一个轴数起，每个轴两个数，行方向还需要两个。",
)
def last_axis_only(x: Tensor, p: int, mode: str) -> Tensor:
    return _library(x, (p, p), mode)


@misconception(
    en="The image grows on one side only; each axis takes one number for the side before it and "
    "one for the side behind.",
    zh="图像只在一侧变大了；每个轴要给两个数，前面一侧一个，后面一侧一个。",
)
def one_side_only(x: Tensor, p: int, mode: str) -> Tensor:
    return _library(x, (0, p, 0, p), mode)


@misconception(
    en="NumPy only knows the memory of the CPU, and an image on another device cannot become an "
    "array; pad it in PyTorch, where it is.",
    zh="NumPy 只认识 CPU 的内存，别的设备上的图像不能变成数组；"
    "应当用 PyTorch 在它所在的设备上补边。",
)
def padded_by_numpy(x: Tensor, p: int, mode: str) -> Tensor:
    names = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
    if mode not in names:
        raise ValueError(mode)
    widths = [(0, 0)] * (x.ndim - 2) + [(p, p), (p, p)]
    return torch.from_numpy(np.pad(x.numpy(), widths, mode=names[mode]))


@misconception(
    en="`reflect` mirrors in the outermost pixel, which is not repeated; here it stands twice, "
    "which NumPy calls symmetric.",
    zh="`reflect` 是以最外一个像素为镜面，它本身不重复；"
    "这里它出现了两次，这在 NumPy 里叫 symmetric。",
)
def symmetric_for_reflect(x: Tensor, p: int, mode: str) -> Tensor:
    if mode != "reflect":
        return _library(x, (p, p, p, p), mode)
    widths = [(0, 0)] * (x.ndim - 2) + [(p, p), (p, p)]
    return torch.from_numpy(np.pad(x.numpy(), widths, mode="symmetric"))


@misconception(
    en="The mode is checked and then forgotten, so that the border is always zeros; hand it on.",
    zh="检查过模式之后就把它忘了，边界上总是 0；应当把模式用起来。",
)
def mode_ignored(x: Tensor, p: int, mode: str) -> Tensor:
    if mode not in LIBRARY:
        raise ValueError(mode)
    return functional.pad(x, (p, p, p, p))


@misconception(
    en='"constant" is the library\'s name for zeros, and it slips through here; this function '
    'knows "zeros" alone, so raise ValueError.',
    zh="“constant” 是库里对补零的叫法，在这里被放过了；这个函数只认 “zeros”，应当抛出 ValueError。",
)
def constant_accepted(x: Tensor, p: int, mode: str) -> Tensor:
    if mode not in ("constant", *LIBRARY):
        raise ValueError(mode)
    return functional.pad(x, (p, p, p, p), "constant" if mode == "zeros" else mode)


@misconception(
    en='The mode is handed to the library as it is, which takes "constant" and answers '
    "other names with an error of its own; check the mode first.",
    zh="模式原样交给了库函数，它会接受 “constant”，对别的名字抛出它自己的异常；应当先检查模式。",
)
def never_checked(x: Tensor, p: int, mode: str) -> Tensor:
    return functional.pad(x, (p, p, p, p), "constant" if mode == "zeros" else mode)


@misconception(
    en='The library calls zeros "constant" and does not know the name "zeros"; translate it.',
    zh="库里把补零叫作 “constant”，并不认识 “zeros” 这个名字；应当换成库里的叫法。",
)
def zeros_not_translated(x: Tensor, p: int, mode: str) -> Tensor:
    if mode not in LIBRARY:
        raise ValueError(mode)
    return functional.pad(x, (p, p, p, p), mode)


@misconception(
    en="Whatever mode is not known gets zeros, so that a mistyped name is never noticed; raise "
    "ValueError for it.",
    zh="凡是不认识的模式都补零，名字打错了也发现不了；应当抛出 ValueError。",
)
def anything_else_is_zeros(x: Tensor, p: int, mode: str) -> Tensor:
    known = mode in ("reflect", "replicate", "circular")
    return functional.pad(x, (p, p, p, p), mode if known else "constant")


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; a wrong argument "
    "calls for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
def asserted(x: Tensor, p: int, mode: str) -> Tensor:
    assert mode in LIBRARY
    return _library(x, (p, p, p, p), mode)


@misconception(
    en="The channels are padded too; only the last two axes are rows and columns.",
    zh="通道也被填充了；只有最后两个轴才是行和列。",
)
def channels_padded(x: Tensor, p: int, mode: str) -> Tensor:
    if mode not in LIBRARY:
        raise ValueError(mode)
    names = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
    widths = [(0, 0)] * (x.ndim - 3) + [(p, p)] * 3
    return torch.from_numpy(np.pad(x.numpy(), widths, mode=names[mode]))


@misconception(
    en="With `p` of 0 the image is returned before the mode is looked at; a wrong mode is wrong "
    "then too, so check it first.",
    zh="`p` 为 0 时，还没看模式就把图像返回了；这时错误的模式同样是错的，应当先检查。",
)
def nothing_to_check(x: Tensor, p: int, mode: str) -> Tensor:
    return x if p == 0 else _library(x, (p, p, p, p), mode)


@misconception(
    en="The larger image is made on the CPU and `x` written into it, so the result is there, "
    "wherever `x` is; make it with `x.new_zeros`, or with `device=x.device`.",
    zh="大一圈的图像建在 CPU 上，再把 `x` 写进去，不管 `x` 在哪里，结果都落在了 CPU 上；"
    "应当用 `x.new_zeros` 或者 `device=x.device` 来创建。",
)
def frame_on_the_cpu(x: Tensor, p: int, mode: str) -> Tensor:
    if mode != "zeros":
        return _library(x, (p, p, p, p), mode)
    h, w = x.shape[-2:]
    y = torch.zeros(*x.shape[:-2], h + 2 * p, w + 2 * p, dtype=x.dtype)
    y[..., p : p + h, p : p + w] = x
    return y
