"""The solutions of fit: the reference, other right ones, and known mistakes."""

import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader

from autograder import alternative, misconception

EQUIVALENT = {
    "loss = functional.mse_loss(y.to(device), model(x.to(device)))": "squares forget the sign",
}


def fit(model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device) -> None:
    model.to(device)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            loss = functional.mse_loss(model(x.to(device)), y.to(device))
            loss.backward()
            opt.step()


@alternative
def optimiser_before_the_move(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    criterion = nn.MSELoss()
    model = model.to(device).train()
    losses = []
    for _ in range(epochs):
        for batch in loader:
            x, y = (part.to(device) for part in batch)
            loss = criterion(model(x), y)
            loss.backward()
            opt.step()
            opt.zero_grad()
            losses.append(loss.item())


@alternative
def by_hand(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    model.to(device)
    for _ in range(epochs):
        for x, y in loader:
            error = model(x.to(device)) - y.to(device)
            params = list(model.parameters())
            gradients = torch.autograd.grad((error * error).mean(), params)
            with torch.no_grad():
                for param, gradient in zip(params, gradients, strict=True):
                    param.sub_(lr * gradient)


@misconception(
    en="`x.to(device)` leaves `x` where it is and returns the moved tensor, which is thrown away "
    "here: tensors don't move in place; modules do.",
    zh="`x.to(device)` 不会移动 `x`，而是返回移动后的张量，"
    "这里却把它丢掉了：张量不会原地移动，模块才会。",
)
def move_discarded(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    model.to(device)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        for x, y in loader:
            x.to(device)
            y.to(device)
            opt.zero_grad()
            functional.mse_loss(model(x), y).backward()
            opt.step()


@misconception(
    en="The targets are left behind on the CPU, and the loss cannot compare across devices; move "
    "both parts of the batch.",
    zh="目标值落在了 CPU 上，损失没法跨设备比较；批次的两个部分都要移动。",
)
def target_left_behind(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    model.to(device)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            functional.mse_loss(model(x.to(device)), y).backward()
            opt.step()


@misconception(
    en="The batches are moved, but the model stays where it was; move it as well, once, before the "
    "first batch.",
    zh="批次移动了，模型却留在原处；模型也要移动，在第一个批次之前移动一次。",
)
def model_forgotten(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            functional.mse_loss(model(x.to(device)), y.to(device)).backward()
            opt.step()


@misconception(
    en="The device is never used, so everything stays on the CPU; move the model and every batch.",
    zh="从没用到给定的设备，一切都留在 CPU 上；模型和每个批次都要移动。",
)
def device_ignored(
    model: nn.Module,
    loader: DataLoader,
    epochs: int,
    lr: float,
    device: torch.device,  # noqa: ARG001 - this is the mistake
) -> None:
    fit(model, loader, epochs, lr, torch.device("cpu"))


@misconception(
    en="A hard-coded cuda breaks on every machine without a GPU; use the device that is given.",
    zh="写死 cuda 的代码在没有 GPU 的机器上都会出错；应当使用给定的设备。",
)
def hard_coded_cuda(
    model: nn.Module,
    loader: DataLoader,
    epochs: int,
    lr: float,
    device: torch.device,  # noqa: ARG001 - this is the mistake
) -> None:
    fit(model, loader, epochs, lr, torch.device("cuda"))


@misconception(
    en="The data is gone through only once; do that once for each epoch.",
    zh="数据只过了一遍；每一轮都应当完整地过一遍。",
)
def one_pass(
    model: nn.Module,
    loader: DataLoader,
    epochs: int,  # noqa: ARG001 - this is the mistake
    lr: float,
    device: torch.device,
) -> None:
    fit(model, loader, 1, lr, device)


@misconception(
    en="`range(1, epochs)` is one epoch short; `range(epochs)` counts them all.",
    zh="`range(1, epochs)` 少了一轮；`range(epochs)` 才是全部轮数。",
)
def one_epoch_short(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    fit(model, loader, max(epochs - 1, 0), lr, device)


@misconception(
    en="The gradients are never cleared, and `backward` adds to what is there, so each step also "
    "goes along those of all batches before; clear them first.",
    zh="梯度从没清空过，而 `backward` 总是往上累加，每一步都掺进了之前所有批次的梯度；应当先清空。",
)
def never_cleared(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    model.to(device)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        for x, y in loader:
            functional.mse_loss(model(x.to(device)), y.to(device)).backward()
            opt.step()


@misconception(
    en="The step stands behind the loop over the batches, so there is one an epoch, along the "
    "gradient of the last batch; step after each.",
    zh="更新写在了批次循环之后，每一轮只更新一步，而且只用到最后一个批次的梯度；"
    "应当每个批次都更新一步。",
)
def step_per_epoch(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    model.to(device)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            functional.mse_loss(model(x.to(device)), y.to(device)).backward()
        opt.step()


@misconception(
    en="The optimiser is not told the learning rate, and takes its own, which is 0.001; pass `lr` "
    "on.",
    zh="没有把学习率告诉优化器，它就用了自己的默认值 0.001；应当把 `lr` 传给它。",
)
def rate_ignored(
    model: nn.Module,
    loader: DataLoader,
    epochs: int,
    lr: float,  # noqa: ARG001 - this is the mistake
    device: torch.device,
) -> None:
    fit(model, loader, epochs, 0.001, device)


@misconception(
    en="The squared errors are summed, so the step grows with the size of the batch; the loss is "
    "their mean.",
    zh="平方误差求的是和，更新的步子会随批次变大；损失应当是平均值。",
)
def loss_summed(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    model.to(device)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            functional.mse_loss(model(x.to(device)), y.to(device), reduction="sum").backward()
            opt.step()


@misconception(
    en="Adam takes other steps than gradient descent; plain SGD is asked for.",
    zh="Adam 的更新方式与梯度下降不同；这里要的是普通的 SGD。",
)
def adam(
    model: nn.Module, loader: DataLoader, epochs: int, lr: float, device: torch.device
) -> None:
    model.to(device)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            functional.mse_loss(model(x.to(device)), y.to(device)).backward()
            opt.step()
