"""The solutions of to_tensor_image: the reference, other right ones, and known mistakes."""

import numpy as np
import torch
from torch import Tensor

from autograder import alternative, misconception


def to_tensor_image(img: np.ndarray) -> Tensor:
    image = torch.tensor(img, dtype=torch.float32).permute(2, 0, 1)
    return image / 255 if img.dtype == np.uint8 else image


@alternative
def in_numpy_first(img: np.ndarray) -> Tensor:
    planes = np.array(img.transpose(2, 0, 1), dtype=np.float32, order="C")
    if img.dtype.kind == "u":
        planes /= 255
    return torch.from_numpy(planes)


@alternative
def into_a_new_tensor(img: np.ndarray) -> Tensor:
    height, width, channels = img.shape
    image = torch.empty(channels, height, width)
    for channel in range(channels):
        image[channel] = torch.as_tensor(img[..., channel].copy())
    return image if np.issubdtype(img.dtype, np.floating) else image.mul_(1 / 255)


@alternative
def shared_then_cloned(img: np.ndarray) -> Tensor:
    image = torch.from_numpy(img).movedim(-1, 0)
    image = image.div(255) if image.dtype == torch.uint8 else image.float()
    return image.clone(memory_format=torch.contiguous_format)


@misconception(
    en="Every image is divided by 255, but one of floats has its final values already and turns "
    "nearly black; look at the dtype first.",
    zh="所有图像都除以了 255，可是浮点图像的值已经是最终的值，再除就几乎全黑；应当先看 dtype。",
)
def floats_scaled(img: np.ndarray) -> Tensor:
    return torch.tensor(img, dtype=torch.float32).permute(2, 0, 1) / 255


@misconception(
    en="The values are never scaled: uint8 goes from 0 to 255, and the model wants 0 to 1.",
    zh="没有缩放：uint8 的值是 0 到 255，而模型要的是 0 到 1。",
)
def never_scaled(img: np.ndarray) -> Tensor:
    return torch.tensor(img, dtype=torch.float32).permute(2, 0, 1)


@misconception(
    en="Whether to scale is guessed from the largest value, so a dark uint8 image stays as it is "
    "and floats above 1 are scaled; the dtype says which one it is.",
    zh="是否缩放是根据最大值猜的：很暗的 uint8 图像没有缩放，大于 1 的浮点图像却被缩放了；"
    "应当由 dtype 决定。",
)
def scaled_by_largest(img: np.ndarray) -> Tensor:
    image = torch.tensor(img, dtype=torch.float32).permute(2, 0, 1)
    return image / 255 if image.max() > 1 else image


@misconception(
    en="Each image is divided by its own largest value, so dark and bright ones come out alike; "
    "white is 255 in every uint8 image.",
    zh="每张图像都除以了自己的最大值，暗的和亮的就没有区别了；在任何 uint8 图像里，白色都是 255。",
)
def divided_by_largest(img: np.ndarray) -> Tensor:
    image = torch.tensor(img, dtype=torch.float32).permute(2, 0, 1)
    return image / image.max() if img.dtype == np.uint8 else image


@misconception(
    en="A uint8 reaches 255, not 256: divided by 256, white is never quite 1.",
    zh="uint8 最大是 255，而不是 256：除以 256 的话，白色永远到不了 1。",
)
def divided_by_256(img: np.ndarray) -> Tensor:
    image = torch.tensor(img, dtype=torch.float32).permute(2, 0, 1)
    return image / 256 if img.dtype == np.uint8 else image


@misconception(
    en="The division is one of integers, so all but white becomes 0; divide as floats.",
    zh="用了整数除法，除了白色全变成 0；应当按浮点数相除。",
)
def divided_as_integers(img: np.ndarray) -> Tensor:
    scaled = img // 255 if img.dtype == np.uint8 else img
    return torch.tensor(scaled, dtype=torch.float32).permute(2, 0, 1)


@misconception(
    en="`reshape` keeps the elements in their order and only regroups them, so the pixels get "
    "mixed up; move the axes instead.",
    zh="`reshape` 不改变元素的先后次序，只是重新分组，像素因此全乱了；应当移动维度。",
)
def reshaped(img: np.ndarray) -> Tensor:
    height, width, channels = img.shape
    image = to_tensor_image(img).permute(1, 2, 0)
    return image.reshape(channels, height, width)


@misconception(
    en="The channels are still last; a model wants them first: (C, H, W).",
    zh="通道还在最后；模型要求通道在前：(C, H, W)。",
)
def channels_left_last(img: np.ndarray) -> Tensor:
    return to_tensor_image(img).permute(1, 2, 0)


@misconception(
    en="The axes come out as (C, W, H), so the image lies on its side; height stays before width.",
    zh="得到的是 (C, W, H)，图像被转置了；高应当仍在宽的前面。",
)
def lying_on_its_side(img: np.ndarray) -> Tensor:
    return to_tensor_image(img).transpose(1, 2)


@misconception(
    en="A float image still shares its memory with the array, for `float()` copies nothing where "
    "the dtype is right already; make a copy.",
    zh="浮点图像仍与数组共享内存，因为 dtype 已经正确时 `float()` 不会复制；应当复制一份。",
)
def float_shared(img: np.ndarray) -> Tensor:
    image = torch.from_numpy(img).permute(2, 0, 1).float()
    return image / 255 if img.dtype == np.uint8 else image


@misconception(
    en="A float64 image stays float64, and the model's float32 weights refuse it; convert it.",
    zh="float64 图像仍是 float64，与模型的 float32 权重无法运算；应当转换。",
)
def stays_float64(img: np.ndarray) -> Tensor:
    image = torch.tensor(img).permute(2, 0, 1)
    return image / 255 if img.dtype == np.uint8 else image


@misconception(
    en="The division is done in place on the caller's floats or fails on integers; the caller's "
    "array is only to be read.",
    zh="就地相除会改动调用者的数组，对整数还会报错；调用者的数组只应读取。",
)
def divided_in_place(img: np.ndarray) -> Tensor:
    img /= 255
    return torch.tensor(img, dtype=torch.float32).permute(2, 0, 1)
