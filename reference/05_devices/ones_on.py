"""The solutions of ones_on: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def ones_on(shape: tuple[int, ...], device: torch.device) -> Tensor:
    return torch.ones(shape, device=device)


@alternative
def made_then_moved(shape: tuple[int, ...], device: torch.device) -> Tensor:
    return torch.ones(shape).to(device)


@alternative
def filled(shape: tuple[int, ...], device: torch.device) -> Tensor:
    return torch.empty(shape, device=device).fill_(1)


@alternative
def in_context(shape: tuple[int, ...], device: torch.device) -> Tensor:
    with device:
        return torch.ones(shape)


@misconception(
    en="The ones stay on the CPU: either the device is never used, or the moved tensor that `.to` "
    "returns is thrown away.",
    zh="这些 1 留在了 CPU 上：要么根本没有用到 device，要么丢掉了 `.to` 返回的那个移动后的张量。",
)
def left_on_the_cpu(shape: tuple[int, ...], device: torch.device) -> Tensor:
    ones = torch.ones(shape)
    ones.to(device)
    return ones


@misconception(
    en="`.cuda()` goes to a GPU whatever device is asked for, and fails where there is none; go to "
    "the device that was given.",
    zh="不管要求的是什么设备，`.cuda()` 都去 GPU，没有 GPU 就出错；应当使用给定的设备。",
)
def always_cuda(shape: tuple[int, ...], device: torch.device) -> Tensor:  # noqa: ARG001
    return torch.ones(shape).cuda()


@misconception(
    en="This changes the device of every tensor that the program makes from now on; name the "
    "device for this one tensor only.",
    zh="这样会改变程序此后创建的每个张量所在的设备；应当只为这一个张量指定设备。",
)
def default_changed(shape: tuple[int, ...], device: torch.device) -> Tensor:
    torch.set_default_device(device)
    return torch.ones(shape)


@misconception(
    en="`torch.ones` does not take the device by position, only by name.",
    zh="`torch.ones` 的 device 不能按位置传入，只能按名字传入。",
)
def by_position(shape: tuple[int, ...], device: torch.device) -> Tensor:
    return torch.ones(shape, device)


@misconception(
    en="The shape is taken for the data, so the tensor holds its sides; what is asked for is a "
    "tensor of that shape.",
    zh="把形状当成了数据，张量里存的是各轴的长度；要的是具有这个形状的张量。",
)
def shape_as_data(shape: tuple[int, ...], device: torch.device) -> Tensor:
    return torch.tensor(shape, dtype=torch.float32, device=device)


@misconception(
    en="The tensor is of the right shape and on the right device, but nothing wrote ones into it.",
    zh="形状和设备都对，但没有把 1 写进去。",
)
def never_filled(shape: tuple[int, ...], device: torch.device) -> Tensor:
    return torch.empty(shape, device=device)
