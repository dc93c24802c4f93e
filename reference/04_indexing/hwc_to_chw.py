"""The solutions of hwc_to_chw: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def hwc_to_chw(img: Tensor) -> Tensor:
    return img.permute(2, 0, 1)


@alternative
def by_moving_the_axis(img: Tensor) -> Tensor:
    return img.movedim(-1, 0).contiguous()


@alternative
def by_two_swaps(img: Tensor) -> Tensor:
    return img.transpose(0, 2).transpose(1, 2)


@alternative
def channel_by_channel(img: Tensor) -> Tensor:
    return torch.stack(img.unbind(2))


@misconception(
    en="`reshape` keeps the elements in their order and only regroups them, so the pixels get "
    "mixed up; move the axes instead.",
    zh="`reshape` 不改变元素的先后次序，只是重新分组，像素因此全乱了；应当移动维度。",
)
def reshaped(img: Tensor) -> Tensor:
    height, width, channels = img.shape
    return img.reshape(channels, height, width)


@misconception(
    en="`view` only regroups the elements in their order, so the pixels get mixed up, and it "
    "fails for some layouts; move the axes instead.",
    zh="`view` 只是按原来的次序重新分组，像素因此全乱了，而且有的内存布局还会报错；应当移动维度。",
)
def viewed(img: Tensor) -> Tensor:
    height, width, channels = img.shape
    return img.view(channels, height, width)


@misconception(
    en="`transpose(0, 2)` swaps just two axes and gives (C, W, H): the image lies on its side.",
    zh="`transpose(0, 2)` 只交换两个维度，得到 (C, W, H)：图像被转置了。",
)
def two_axes_swapped(img: Tensor) -> Tensor:
    return img.transpose(0, 2)


@misconception(
    en="`permute(1, 2, 0)` gives (W, C, H): each number says which old axis comes to that place, "
    "not where an old axis goes.",
    zh="`permute(1, 2, 0)` 得到的是 (W, C, H)："
    "每个数说的是这个位置放原来的哪一维，而不是原来的某一维要去哪里。",
)
def permuted_the_other_way(img: Tensor) -> Tensor:
    return img.permute(1, 2, 0)
