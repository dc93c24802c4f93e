"""The solutions of move_to: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def move_to(x: Tensor, device: torch.device) -> Tensor:
    return x.to(device)


@alternative
def as_tensor(x: Tensor, device: torch.device) -> Tensor:
    return torch.as_tensor(x, device=device)


@alternative
def copied_where_needed(x: Tensor, device: torch.device) -> Tensor:
    return x if x.device == device else torch.empty_like(x, device=device).copy_(x)


@misconception(
    en="`x.to(device)` leaves `x` where it is and returns the moved tensor, which is thrown away "
    "here: tensors don't move in place; modules do.",
    zh="`x.to(device)` 不会移动 `x`，而是返回移动后的张量，"
    "这里却把它丢掉了：张量不会原地移动，模块才会。",
)
def result_discarded(x: Tensor, device: torch.device) -> Tensor:
    x.to(device)
    return x


@misconception(
    en="`torch.tensor(x, device=...)` copies the values into a new tensor that knows nothing of "
    "the graph of `x`; move `x` itself.",
    zh="`torch.tensor(x, device=...)` 把值复制进一个新张量，"
    "与 `x` 的计算图断了联系；应当移动 `x` 本身。",
)
def built_anew(x: Tensor, device: torch.device) -> Tensor:
    return torch.tensor(x, device=device)


@misconception(
    en="A tensor that is on the device already is copied here for nothing; it can be returned as "
    "it is.",
    zh="张量已经在目标设备上时，这里仍白白复制了一份；直接返回它即可。",
)
def needless_clone(x: Tensor, device: torch.device) -> Tensor:
    return x.clone().to(device)


@misconception(
    en="`detach` cuts the result off from the graph, so no gradient flows back to `x`; a move "
    "needs no detach.",
    zh="`detach` 把结果从计算图上切了下来，梯度无法回到 `x`；移动设备并不需要 detach。",
)
def detached(x: Tensor, device: torch.device) -> Tensor:
    return x.detach().to(device)


@misconception(
    en="Under `torch.no_grad` the move is not recorded, so no gradient flows back to `x`; the move "
    "is a step of the graph like any other.",
    zh="在 `torch.no_grad` 里，这次移动不会被记录，"
    "梯度也就回不到 `x`；移动和其他运算一样，也是计算图里的一步。",
)
def not_recorded(x: Tensor, device: torch.device) -> Tensor:
    with torch.no_grad():
        return x.to(device)


@misconception(
    en="A hard-coded cuda goes to a GPU whatever device is asked for, and breaks where there is "
    "none; go to the device that is given.",
    zh="写死 cuda 就不管要求的是什么设备，一律去 GPU，没有 GPU 的机器上还会出错；"
    "应当去给定的设备。",
)
def hard_coded_cuda(x: Tensor, device: torch.device) -> Tensor:  # noqa: ARG001 - the mistake
    return x.to("cuda")


@misconception(
    en="Writing to `x.data` moves the caller's own tensor, which has to stay where it is; return "
    "what `x.to(device)` gives.",
    zh="写入 `x.data` 会把调用者的张量本身搬走，而它应当留在原处；应当返回 `x.to(device)` 的结果。",
)
def callers_tensor_moved(x: Tensor, device: torch.device) -> Tensor:
    x.data = x.data.to(device)
    return x
