"""The solutions of flatten_batch: the reference, other right ones, and known mistakes."""

import math

import torch
from torch import Tensor

from autograder import alternative, misconception


def flatten_batch(x: Tensor) -> Tensor:
    return x.reshape(x.shape[0], math.prod(x.shape[1:]))


@alternative
def by_reshape(x: Tensor) -> Tensor:
    return x.reshape(len(x), -1)


@alternative
def by_flatten(x: Tensor) -> Tensor:
    return x.unsqueeze(-1).flatten(start_dim=1)


@alternative
def by_view_of_a_contiguous_tensor(x: Tensor) -> Tensor:
    return x.contiguous().view(x.size(0), -1)


@alternative
def sample_by_sample(x: Tensor) -> Tensor:
    return torch.stack([sample.flatten() for sample in x])


@misconception(
    en="`view` cannot flatten a tensor that lies in memory in another order, such as a permuted "
    "one; use what copies where it must.",
    zh="张量在内存里的次序不同（例如经过 permute）时，"
    "`view` 无法把它展平；要用必要时会复制的操作。",
)
def viewed(x: Tensor) -> Tensor:
    return x.view(x.shape[0], -1)


@misconception(
    en="Everything became one long axis; the first axis is the batch and stays.",
    zh="所有的维度都并成了一维；第 0 维是批次，要保留。",
)
def all_flattened(x: Tensor) -> Tensor:
    return x.flatten()


@misconception(
    en="A bare `squeeze()` drops every axis of side 1, also the batch of one sample and D where "
    "it is 1; the result has two axes.",
    zh="不带参数的 `squeeze()` 会去掉所有长度为 1 的维度，"
    "只有一个样本时连批次轴也没了；结果应当总是两维。",
)
def squeezed(x: Tensor) -> Tensor:
    return x.reshape(x.shape[0], -1).squeeze()


@misconception(
    en="`flatten(1)` starts at axis 1, which a tensor of shape (N,) does not have; that one "
    "becomes (N, 1).",
    zh="`flatten(1)` 从第 1 维开始，而形状为 (N,) 的张量没有这一维；它应当变成 (N, 1)。",
)
def no_axis_one(x: Tensor) -> Tensor:
    return x.flatten(1)


@misconception(
    en="The shape came out as (D, N), with elements of different samples in one row; the batch "
    "axis comes first.",
    zh="形状成了 (D, N)，同一行里混进了不同样本的元素；批次轴在最前面。",
)
def batch_last(x: Tensor) -> Tensor:
    return x.reshape(-1, x.shape[0])
