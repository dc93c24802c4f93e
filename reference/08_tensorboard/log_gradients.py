"""The solutions of log_gradients: the reference, other right ones, and known mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from autograder import alternative, misconception

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter


def log_gradients(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None:
            writer.add_scalar(f"grad_norm/{name}", param.grad.norm(), step)


@alternative
def by_hand(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    gradients = {name: param.grad for name, param in model.named_parameters()}
    for name in sorted(gradients):
        gradient = gradients[name]
        if gradient is None:
            continue
        norm = sum(element * element for element in gradient.flatten().tolist()) ** 0.5
        writer.add_scalar(tag="grad_norm/" + name, scalar_value=norm, global_step=step)


@alternative
def by_linalg(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    named = [(name, param) for name, param in model.named_parameters() if param.grad is not None]
    for name, param in reversed(named):
        norm = torch.linalg.vector_norm(param.grad.detach().double())
        writer.add_scalar("grad_norm/" + name, norm.item(), global_step=step)


@alternative
def by_flat_products(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if isinstance(param.grad, torch.Tensor):
            flat = param.grad.reshape(-1)
            writer.add_scalar(f"grad_norm/{name}", torch.dot(flat, flat).sqrt(), step)


@misconception(
    en="A parameter that took no part in the loss has None for a gradient, and None has no norm; "
    "leave it out.",
    zh="没有参与损失计算的参数，梯度是 None，没有范数可言；应当跳过它。",
)
def none_forgotten(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        writer.add_scalar(f"grad_norm/{name}", param.grad.norm(), step)


@misconception(
    en="`requires_grad` says that a gradient is wanted, not that there is one; ask whether `grad` "
    "is None.",
    zh="`requires_grad` 只说明需要梯度，并不说明已经有了梯度；应当看 `grad` 是否为 None。",
)
def wanted_taken_for_there(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.requires_grad:
            writer.add_scalar(f"grad_norm/{name}", param.grad.norm(), step)


@misconception(
    en="Frozen parameters are left out, but one that was frozen after the backward pass still has "
    "a gradient; all that counts is whether `grad` is None.",
    zh="跳过了冻结的参数，可是反向传播之后才冻结的参数仍然带着梯度；只看 `grad` 是否为 None。",
)
def frozen_left_out(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.requires_grad and param.grad is not None:
            writer.add_scalar(f"grad_norm/{name}", param.grad.norm(), step)


@misconception(
    en="It logs how large the weights are, not their gradients; take the norm of `grad`.",
    zh="记录的是权重的大小，而不是梯度的大小；应当取 `grad` 的范数。",
)
def norm_of_the_weights(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None:
            writer.add_scalar(f"grad_norm/{name}", param.norm(), step)


@misconception(
    en="The sum of the squares is the squared norm; the norm is its root.",
    zh="平方和是范数的平方；范数还要再开方。",
)
def squared(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None:
            writer.add_scalar(f"grad_norm/{name}", param.grad.square().sum(), step)


@misconception(
    en="The magnitudes of the elements are added up; the Euclidean norm squares them first and "
    "takes the root of the sum.",
    zh="把各元素的绝对值相加了；欧几里得范数是先平方、再求和、最后开方。",
)
def sum_of_magnitudes(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None:
            writer.add_scalar(f"grad_norm/{name}", param.grad.abs().sum(), step)


@misconception(
    en="A mean lets positive and negative elements cancel; the norm squares them first.",
    zh="取平均会让正负元素相互抵消；范数是先平方的。",
)
def mean_of_elements(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None:
            writer.add_scalar(f"grad_norm/{name}", param.grad.mean(), step)


@misconception(
    en="The root of the mean of the squares does not grow with the number of elements, as the norm "
    "does; take the root of the sum.",
    zh="平方的平均值再开方，不像范数那样随元素个数增大；应当对平方和开方。",
)
def root_of_the_mean(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None:
            writer.add_scalar(f"grad_norm/{name}", param.grad.square().mean().sqrt(), step)


@misconception(
    en="A gradient of zero is left out as if there were none, but that a layer learns nothing is "
    "just what one wants to see; only None is no gradient.",
    zh="把为零的梯度也当成没有梯度跳过了，可是某一层什么也没学到，正是最想看到的信息；"
    "只有 None 才表示没有梯度。",
)
def zero_left_out(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None and param.grad.any():
            writer.add_scalar(f"grad_norm/{name}", param.grad.norm(), step)


@misconception(
    en="Logging ends at the first parameter without a gradient; only that one is left out, those "
    "behind it are logged.",
    zh="一遇到没有梯度的参数就结束了；只应跳过它自己，后面的参数仍要记录。",
)
def stopped_at_none(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is None:
            break
        writer.add_scalar(f"grad_norm/{name}", param.grad.norm(), step)


@misconception(
    en="A parameter without a gradient is logged as 0; that says it learns nothing, though it was "
    "never asked to. Leave it out.",
    zh="没有梯度的参数被记成了 0，意思就成了“它什么也没学到”，其实它根本没有参与；应当跳过它。",
)
def none_as_zero(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        norm = 0.0 if param.grad is None else param.grad.norm()
        writer.add_scalar(f"grad_norm/{name}", norm, step)


@misconception(
    en="The tag is the parameter's name alone; with `grad_norm/` in front TensorBoard groups the "
    "charts.",
    zh="标签只写了参数名；前面加上 `grad_norm/`，TensorBoard 才会把这些图归为一组。",
)
def prefix_forgotten(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None:
            writer.add_scalar(name, param.grad.norm(), step)


@misconception(
    en="Every parameter gets the same tag, so their norms fall on one chart; put the name behind "
    "`grad_norm/`.",
    zh="所有参数用了同一个标签，范数全落在一张图上；应当在 `grad_norm/` 后面写上参数名。",
)
def one_tag_for_all(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for param in model.parameters():
        if param.grad is not None:
            writer.add_scalar("grad_norm", param.grad.norm(), step)


@misconception(
    en="The tags count the parameters instead of naming them, and nobody knows which is which; use "
    "the names from `named_parameters`.",
    zh="标签里写的是编号而不是名字，谁也不知道哪个是哪个；应当用 `named_parameters` 给出的名字。",
)
def numbered(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for number, param in enumerate(model.parameters()):
        if param.grad is not None:
            writer.add_scalar(f"grad_norm/{number}", param.grad.norm(), step)


@misconception(
    en="Only the parameters of the outermost module are seen; `named_parameters` goes through the "
    "modules inside it too.",
    zh="只看到了最外层模块自己的参数；`named_parameters` 默认会深入内部的各个模块。",
)
def outermost_only(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters(recurse=False):
        if param.grad is not None:
            writer.add_scalar(f"grad_norm/{name}", param.grad.norm(), step)


@misconception(
    en="The scalars are written without the step, so TensorBoard draws them all at the same place.",
    zh="写标量时没有给出步数，TensorBoard 会把它们全画在同一个位置；应当带上步数。",
)
def without_step(
    writer: SummaryWriter,
    model: nn.Module,
    step: int,  # noqa: ARG001 - this is the mistake
) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None:
            writer.add_scalar(f"grad_norm/{name}", param.grad.norm())


@misconception(
    en="`clip_grad_norm_` returns the norm, but first it makes the gradients smaller; look at them "
    "without changing them.",
    zh="`clip_grad_norm_` 虽然返回范数，却会先把梯度缩小；这里只应查看梯度，不应改动。",
)
def clipped(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    for name, param in model.named_parameters():
        if param.grad is not None:
            norm = nn.utils.clip_grad_norm_([param], max_norm=1.0)
            writer.add_scalar(f"grad_norm/{name}", norm, step)


@misconception(
    en="`add_scalars` draws several curves into one chart and opens a run of its own for each; "
    "write each norm with `add_scalar`, under a tag of its own.",
    zh="`add_scalars` 把几条曲线画进一张图，还会为每条另开一个记录；"
    "应当用 `add_scalar`，每个范数各用一个标签。",
)
def as_a_group(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    there = {name: param.grad for name, param in model.named_parameters() if param.grad is not None}
    writer.add_scalars("grad_norm", {name: grad.norm() for name, grad in there.items()}, step)
