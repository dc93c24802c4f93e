"""The solutions of mse: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor
from torch.nn import functional

from autograder import alternative, misconception

EQUIVALENT = {
    "return (target - output).square().mean()": "a difference may be squared either way round",
}


def mse(output: Tensor, target: Tensor) -> Tensor:
    if output.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(output.shape)} and {tuple(target.shape)}")
    return (output - target).square().mean()


@alternative
def by_library(output: Tensor, target: Tensor) -> Tensor:
    if output.size() != target.size():
        raise ValueError("output and target differ in shape")
    return functional.mse_loss(output, target)


@alternative
def by_sum(output: Tensor, target: Tensor) -> Tensor:
    if list(output.shape) != list(target.shape):
        raise ValueError("output and target differ in shape")
    error = output - target
    return (error * error).sum() / error.numel()


@misconception(
    en="Shapes that differ are broadcast: (N, 1) against (N,) gives N×N differences, each sample "
    "against all others; compare the shapes first.",
    zh="形状不同时会触发广播：(N, 1) 与 (N,) 相减得到 N×N 个差，每个样本都与所有样本相比；"
    "应当先比较形状。",
)
def broadcast(output: Tensor, target: Tensor) -> Tensor:
    return (output - target).square().mean()


@misconception(
    en="Counting elements is not enough: (N, 1) and (N,) hold as many and are still broadcast to "
    "N×N; compare the whole shapes.",
    zh="只比较元素个数不够：(N, 1) 与 (N,) 个数相同，仍会广播成 N×N；应当比较完整的形状。",
)
def counted(output: Tensor, target: Tensor) -> Tensor:
    if output.numel() != target.numel():
        raise ValueError("output and target differ in size")
    return (output - target).square().mean()


@misconception(
    en="The sum grows with the batch, and the gradient with it; the loss is the mean over all "
    "elements.",
    zh="求和的结果会随批次变大，梯度也跟着变大；损失应当是所有元素的平均值。",
)
def summed(output: Tensor, target: Tensor) -> Tensor:
    if output.shape != target.shape:
        raise ValueError("output and target differ in shape")
    return (output - target).square().sum()


@misconception(
    en="Dividing by the number of samples leaves a sum over the columns; the mean is over all "
    "elements, N times C of them.",
    zh="只除以样本数，列方向上仍是求和；应当对全部 N×C 个元素求平均。",
)
def divided_by_samples(output: Tensor, target: Tensor) -> Tensor:
    if output.shape != target.shape:
        raise ValueError("output and target differ in shape")
    return (output - target).square().sum() / len(output)


@misconception(
    en="`.item()` turns the loss into a Python number, which has no `backward`; return the tensor.",
    zh="`.item()` 把损失变成了 Python 数，再也不能 `backward`；应当返回张量。",
)
def as_number(output: Tensor, target: Tensor) -> Tensor:
    if output.shape != target.shape:
        raise ValueError("output and target differ in shape")
    return (output - target).square().mean().item()


@misconception(
    en="`detach` cuts the loss off from the model, so that no gradient reaches it; stay in the "
    "graph.",
    zh="`detach` 切断了损失与模型的联系，梯度传不回去；应当留在计算图里。",
)
def detached(output: Tensor, target: Tensor) -> Tensor:
    if output.shape != target.shape:
        raise ValueError("output and target differ in shape")
    return (output.detach() - target.detach()).square().mean()


@misconception(
    en="The square root makes this the root mean squared error; the mean squared error ends with "
    "the mean.",
    zh="开了平方根就成了均方根误差；均方误差到求平均为止。",
)
def rooted(output: Tensor, target: Tensor) -> Tensor:
    if output.shape != target.shape:
        raise ValueError("output and target differ in shape")
    return (output - target).square().mean().sqrt()


@misconception(
    en="The squared errors are written into a tensor that is made on the CPU, so the loss is there "
    "too, wherever `output` is; compute with `output` and `target` themselves.",
    zh="平方误差写进了一个建在 CPU 上的张量，不管 `output` 在哪里，损失也就落在了 CPU 上；"
    "应当直接用 `output` 和 `target` 计算。",
)
def written_to_the_cpu(output: Tensor, target: Tensor) -> Tensor:
    if output.shape != target.shape:
        raise ValueError("output and target differ in shape")
    errors = torch.zeros(output.shape, dtype=output.dtype)
    errors[...] = (output - target).square()
    return errors.mean()
