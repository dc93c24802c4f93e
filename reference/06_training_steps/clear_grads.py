"""The solutions of clear_grads: the reference, other right ones, and known mistakes."""

import torch
from torch import nn

from autograder import alternative, misconception


def clear_grads(model: nn.Module) -> None:
    for param in model.parameters():
        param.grad = None


@alternative
def by_library(model: nn.Module) -> None:
    model.zero_grad()


@alternative
def zeroed_in_place(model: nn.Module) -> None:
    for param in model.parameters():
        if param.grad is not None:
            param.grad.zero_()


@alternative
def zeros_everywhere(model: nn.Module) -> None:
    for _, param in model.named_parameters():
        param.grad = torch.zeros_like(param)


def clear_from_here_down(model: nn.Module) -> None:
    for param in model.parameters(recurse=False):
        del param.grad
    for child in model.children():
        clear_from_here_down(child)


@alternative
def by_recursion(model: nn.Module) -> None:
    clear_from_here_down(model)


@misconception(
    en="A parameter that never took part in a backward pass has None for a gradient, and None has "
    "no `zero_`; look before you write into it, or put None there.",
    zh="还没有参与过反向传播的参数，梯度是 None，而 None 没有 `zero_`；"
    "写入之前要先看一看，或者干脆换成 None。",
)
def none_forgotten(model: nn.Module) -> None:
    for param in model.parameters():
        param.grad.zero_()


@misconception(
    en="The zeros are made on the CPU, and a gradient has to be where its parameter is; "
    "`torch.zeros_like` makes them there.",
    zh="零建在了 CPU 上，而梯度必须和它的参数在同一个设备上；`torch.zeros_like` 就会建在那里。",
)
def zeros_on_the_cpu(model: nn.Module) -> None:
    for param in model.parameters():
        param.grad = torch.zeros(param.shape, dtype=param.dtype)


@misconception(
    en="This clears the parameters instead of their gradients, and with them all that the model "
    "has learned; the gradient is kept apart, in `.grad`.",
    zh="这里清空的是参数本身而不是梯度，模型学到的东西全没了；梯度单独存放在 `.grad` 里。",
)
@torch.no_grad()
def weights_cleared(model: nn.Module) -> None:
    for param in model.parameters():
        param.zero_()


@misconception(
    en="Only the first parameter is cleared, the others keep their old gradients; go through all "
    "of them.",
    zh="只清空了第一个参数，其余的仍带着旧梯度；应当遍历所有参数。",
)
def first_only(model: nn.Module) -> None:
    next(model.parameters()).grad = None


@misconception(
    en="Only the model's own parameters are cleared; those of the modules inside it keep their old "
    "gradients, so go down into these as well.",
    zh="只清空了模型直接拥有的参数，内部子模块的参数仍带着旧梯度；子模块里的也要清空。",
)
def top_level_only(model: nn.Module) -> None:
    for param in model.parameters(recurse=False):
        param.grad = None


@misconception(
    en="The loop ends at the first parameter without a gradient, and those behind it keep theirs; "
    "skip that one and go on.",
    zh="一遇到没有梯度的参数循环就结束了，后面的参数仍带着旧梯度；只跳过它，继续往下走。",
)
def stopped_at_none(model: nn.Module) -> None:
    for param in model.parameters():
        if param.grad is None:
            return
        param.grad.zero_()


@misconception(
    en="NaN times 0 is NaN again, and so is infinity times 0, so a gradient that blew up is never "
    "got rid of; overwrite it instead of multiplying.",
    zh="NaN 乘以 0 还是 NaN，无穷大乘以 0 也是，溢出的梯度就永远清不掉；应当直接覆盖，而不是相乘。",
)
def multiplied_by_zero(model: nn.Module) -> None:
    for param in model.parameters():
        if param.grad is not None:
            param.grad *= 0


@misconception(
    en="No gradient changes: giving a name of your own another value leaves the parameter its old "
    "gradient, so assign to the attribute of the parameter, or write in place.",
    zh="梯度一个也没变：让自己的变量名指向别的值，参数仍握着旧梯度；"
    "应当给参数的属性赋值，或者就地写入。",
)
def name_rebound(model: nn.Module) -> None:
    for param in model.parameters():
        grad = param.grad
        if grad is not None:
            grad = torch.zeros_like(grad)


@misconception(
    en="`requires_grad_(False)` freezes the parameters and leaves the old gradients where they "
    "are; clear what is there, and let the next backward pass write again.",
    zh="`requires_grad_(False)` 把参数冻结了，旧梯度却还在原处；"
    "应当清掉已有的梯度，让下一次反向传播还能写入。",
)
def frozen(model: nn.Module) -> None:
    model.requires_grad_(requires_grad=False)


@misconception(
    en="The gradients are cleared, but the parameters are frozen as well, and the next backward "
    "pass has nowhere to write; leave `requires_grad` alone.",
    zh="梯度是清空了，参数却也被冻结了，下一次反向传播无处可写；不要动 `requires_grad`。",
)
def cleared_and_frozen(model: nn.Module) -> None:
    for param in model.parameters():
        param.grad = None
        param.requires_grad = False
