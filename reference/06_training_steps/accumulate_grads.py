"""The solutions of accumulate_grads: the reference, other right ones, and known mistakes."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from autograder import alternative, misconception

EQUIVALENT = {
    "samples = sum(len(x) for (_, x) in batches)": "there are as many targets as inputs",
}

Loss = Callable[[Tensor, Tensor], Tensor]
Batches = list[tuple[Tensor, Tensor]]


def accumulate_grads(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    samples = sum(len(x) for x, _ in batches)
    model.zero_grad()
    for x, y in batches:
        loss = loss_fn(model(x), y) * len(x) / samples
        loss.backward()


@alternative
def divided_at_the_end(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    samples = 0
    for param in model.parameters():
        param.grad = None
    for x, y in batches:
        (loss_fn(model(x), y) * y.shape[0]).backward()
        samples += y.shape[0]
    for param in model.parameters():
        param.grad /= samples


@alternative
def one_backward(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    model.zero_grad(set_to_none=False)
    total = sum(len(x) * loss_fn(model(x), y) for x, y in batches)
    (total / sum(len(x) for x, _ in batches)).backward()


@alternative
def one_batch(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    x = torch.cat([x for x, _ in batches])
    y = torch.cat([y for _, y in batches])
    params = list(model.parameters())
    for param, grad in zip(params, torch.autograd.grad(loss_fn(model(x), y), params), strict=True):
        param.grad = grad


@misconception(
    en="The gradients that were there before are still in the sum, for `backward` adds to them; "
    "clear them once, before the first batch.",
    zh="之前留下的梯度也混进了总和，因为 `backward` 是往上累加的；应当在第一个批次之前清空一次。",
)
def stale_kept(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    samples = sum(len(x) for x, _ in batches)
    for x, y in batches:
        (loss_fn(model(x), y) * len(x) / samples).backward()


@misconception(
    en="Before the first backward pass the gradients are None, and None has no `zero_`; look "
    "before you write into them, or let the model clear them.",
    zh="第一次反向传播之前梯度是 None，而 None 没有 `zero_`；"
    "写入之前要先看一看，或者让模型自己清空。",
)
def none_forgotten(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    samples = sum(len(x) for x, _ in batches)
    for param in model.parameters():
        param.grad.zero_()
    for x, y in batches:
        (loss_fn(model(x), y) * len(x) / samples).backward()


@misconception(
    en="Clearing inside the loop leaves the share of the last batch alone; clear once, before the "
    "loop.",
    zh="在循环里面清空，最后只剩下末尾那个批次的一份；应当在循环之前清空一次。",
)
def cleared_in_the_loop(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    samples = sum(len(x) for x, _ in batches)
    for x, y in batches:
        model.zero_grad()
        (loss_fn(model(x), y) * len(x) / samples).backward()


@misconception(
    en="The mean of the batch means gives each batch the same say, so a sample in a small batch "
    "counts for more; weigh each batch by its number of samples.",
    zh="对各批次的平均值再求平均，每个批次的分量就都一样，小批次里的样本便占了便宜；"
    "应当按样本个数给每个批次加权。",
)
def divided_by_batches(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    model.zero_grad()
    for x, y in batches:
        (loss_fn(model(x), y) / len(batches)).backward()


@misconception(
    en="The gradients of the batch means are added up as they are, so the result grows with the "
    "number of batches; the mean over all samples is wanted.",
    zh="各批次平均损失的梯度原样相加，批次越多结果越大；要的是对全部样本求平均。",
)
def not_scaled(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    model.zero_grad()
    for x, y in batches:
        loss_fn(model(x), y).backward()


@misconception(
    en="This is the gradient of the sum over all samples; divide by their number.",
    zh="这是对全部样本求和的梯度；还应当除以样本总数。",
)
def never_divided(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    model.zero_grad()
    for x, y in batches:
        (loss_fn(model(x), y) * len(x)).backward()


@misconception(
    en="Each batch mean has been divided by the number of its samples already; before it is "
    "divided by the number of all, make a sum of it again.",
    zh="每个批次的平均值已经除过自己的样本数；在除以样本总数之前，应当先把它还原成和。",
)
def divided_twice(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    samples = sum(len(x) for x, _ in batches)
    model.zero_grad()
    for x, y in batches:
        (loss_fn(model(x), y) / samples).backward()


@misconception(
    en="The size of the first batch is taken for that of all, but the last one of an epoch is "
    "often smaller; ask each batch for its own.",
    zh="把第一个批次的大小当成了所有批次的大小，可一轮中最后一个批次往往更小；应当用各批次自己的大小。",
)
def size_of_the_first(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    size = len(batches[0][0])
    samples = sum(len(x) for x, _ in batches)
    model.zero_grad()
    for x, y in batches:
        (loss_fn(model(x), y) * size / samples).backward()


@misconception(
    en="`backward` stands behind the loop, where only the loss of the last batch is left; every "
    "batch needs its own.",
    zh="`backward` 写在了循环之后，那时只剩最后一个批次的损失；每个批次都要反向传播。",
)
def last_only(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    model.zero_grad()
    for x, y in batches:
        loss = loss_fn(model(x), y)
    loss.backward()


@misconception(
    en="The loss is asked for (target, output), which only a loss that treats both alike forgives; "
    "the output comes first.",
    zh="损失函数的参数写成了 (target, output)，只有对两者一视同仁的损失才不出错；"
    "应当先传模型的输出。",
)
def target_first(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    samples = sum(len(x) for x, _ in batches)
    model.zero_grad()
    for x, y in batches:
        (loss_fn(y, model(x)) * len(x) / samples).backward()


@misconception(
    en="A step is taken after each batch, so the later batches see other weights; only gradients "
    "are gathered here, and the parameters keep their values.",
    zh="每个批次之后都更新了一步，后面的批次用的已是另一组权重；这里只积累梯度，参数的值保持不变。",
)
def stepped(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    samples = sum(len(x) for x, _ in batches)
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    opt.zero_grad()
    for x, y in batches:
        (loss_fn(model(x), y) * len(x) / samples).backward()
        opt.step()


@misconception(
    en="The losses are added up in a tensor that is made on the CPU, and the losses are where the "
    "model is; start from the number 0, or name the device.",
    zh="累加损失的张量建在 CPU 上，损失却在模型所在的设备上；应当从数 0 开始累加，或者写明设备。",
)
def total_on_the_cpu(model: nn.Module, loss_fn: Loss, batches: Batches) -> None:
    model.zero_grad()
    total = torch.zeros(1)
    for x, y in batches:
        total += loss_fn(model(x), y) * len(x)
    (total / sum(len(x) for x, _ in batches)).backward()
