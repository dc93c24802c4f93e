"""The solutions of train_step: the reference, other right ones, and known mistakes."""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from autograder import alternative, misconception

Loss = Callable[[Tensor, Tensor], Tensor]


def train_step(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    model.train()
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.step()
    return loss.item()


@alternative
def cleared_late(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    loss = loss_fn(model.train()(x), y)
    before = float(loss.detach())
    model.zero_grad()
    loss.backward()
    opt.step()
    opt.zero_grad()
    return before


@alternative
def with_closure(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    def closure() -> Tensor:
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        return loss

    model.train()
    return float(opt.step(closure))


@alternative
def by_hand(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    for module in model.modules():
        module.training = True
    params = list(model.parameters())
    loss = loss_fn(model(x), y)
    for param, grad in zip(params, torch.autograd.grad(loss, params), strict=True):
        param.grad = grad
    opt.step()
    return loss.tolist()


@misconception(
    en="The loss is asked for (target, output), which only a loss that treats both alike forgives; "
    "the output comes first.",
    zh="损失函数的参数写成了 (target, output)，只有对两者一视同仁的损失才不出错；"
    "应当先传模型的输出。",
)
def target_first(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    model.train()
    opt.zero_grad()
    loss = loss_fn(y, model(x))
    loss.backward()
    opt.step()
    return loss.item()


@misconception(
    en="The gradients are never cleared, and `backward` adds to what is there, so each step also "
    "goes along those of all batches before; clear them first.",
    zh="梯度从没清空过，而 `backward` 总是往上累加，每一步都掺进了之前所有批次的梯度；应当先清空。",
)
def never_cleared(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    model.train()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.step()
    return loss.item()


@misconception(
    en="The gradients are cleared between `backward` and the step, so nothing is left to step "
    "along; clear them before `backward`.",
    zh="在 `backward` 与更新之间清空了梯度，更新时已经没有梯度可用；应当在 `backward` 之前清空。",
)
def cleared_too_late(
    model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor
) -> float:
    model.train()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.zero_grad()
    opt.step()
    return loss.item()


@misconception(
    en="Clearing only after the step trusts whoever came before: gradients that are there already "
    "get into the first step; clear them before `backward`.",
    zh="只在更新之后清空，等于默认一开始就没有梯度：事先留下的梯度会混进第一步；"
    "应当在 `backward` 之前清空。",
)
def cleared_after_step(
    model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor
) -> float:
    model.train()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.step()
    opt.zero_grad()
    return loss.item()


@misconception(
    en="The step is taken before `backward` has made any gradient for it; go backward first.",
    zh="还没有 `backward` 算出梯度，更新就已经做了；应当先反向传播。",
)
def stepped_first(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    model.train()
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    opt.step()
    loss.backward()
    return loss.item()


@misconception(
    en="`backward` only computes gradients; nothing moves until the optimiser takes its step.",
    zh="`backward` 只负责算出梯度；优化器不走那一步，参数就不会动。",
)
def never_stepped(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    model.train()
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    return loss.item()


@misconception(
    en="There is no backward pass, so the optimiser finds no gradient and moves nothing.",
    zh="没有反向传播，优化器拿不到梯度，什么也不会动。",
)
def no_backward(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    model.train()
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    opt.step()
    return loss.item()


@misconception(
    en="The loss comes back as a tensor, with the graph of the whole batch behind it; take the "
    "Python number out of it.",
    zh="返回的损失是张量，背后还拖着整个批次的计算图；应当取出其中的 Python 数。",
)
def as_tensor(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    model.train()
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.step()
    return loss


@misconception(
    en="The model stays in the mode it was in; after an evaluation that is eval mode, and dropout "
    "and batch norm do not train, so switch to train mode first.",
    zh="模型仍停留在原来的模式；刚做过评估的话就是评估模式，"
    "dropout 和 batch norm 都不会按训练时那样工作，应当先切换到训练模式。",
)
def mode_kept(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.step()
    return loss.item()


@misconception(
    en="The loss is computed again after the step; the one that the step was made from is wanted, "
    "and it is at hand.",
    zh="更新之后又算了一遍损失；要的是这一步所依据的那个损失，它本来就在手边。",
)
def loss_after_step(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    model.train()
    opt.zero_grad()
    loss_fn(model(x), y).backward()
    opt.step()
    with torch.no_grad():
        return loss_fn(model(x), y).item()


@misconception(
    en="NumPy only knows the memory of the CPU, and a loss on another device cannot become an "
    "array; `item` brings its number from any device.",
    zh="NumPy 只认识 CPU 的内存，别的设备上的损失不能变成数组；`item` 可以从任何设备取出其中的数。",
)
def loss_through_numpy(
    model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor
) -> float:
    model.train()
    opt.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    opt.step()
    return float(loss.detach().numpy())


@misconception(
    en="A hard-coded cuda breaks on every machine without a GPU; the model and the batch are on "
    "the same device already, so move nothing here.",
    zh="写死 cuda 的代码在没有 GPU 的机器上都会出错；模型和批次本来就在同一个设备上，"
    "这里什么都不用搬。",
)
def hard_coded_cuda(model: nn.Module, opt: Optimizer, loss_fn: Loss, x: Tensor, y: Tensor) -> float:
    model.train()
    opt.zero_grad()
    loss = loss_fn(model(x.cuda()), y.cuda())
    loss.backward()
    opt.step()
    return loss.item()
