"""The solutions of train_classifier: the reference, other right ones, and known mistakes."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, TensorDataset

from autograder import alternative, misconception

_LAYERS = "another small CNN of the same kind"
_PACE = "how fast and how long to learn is free, as long as it learns"
_BATCH = "how large a batch is, is free"
EQUIVALENT = {
    "model = nn.Sequential(nn.ReLU(), nn.Conv2d(1, 8, 3), nn.MaxPool2d(2), nn.Flatten(), "
    "nn.Linear(72, 3)).to(device)": _LAYERS,
    "model = nn.Sequential(nn.Conv2d(1, 8, 3), nn.MaxPool2d(2), nn.ReLU(), nn.Flatten(), "
    "nn.Linear(72, 3)).to(device)": _LAYERS,
    "nn.Conv2d(1, 8, 2),": _LAYERS,
    "optimiser = torch.optim.Adam(model.parameters())": _PACE,
    "optimiser = torch.optim.Adam(model.parameters(), lr=0.02)": _PACE,
    "for _ in range(3 - 1):": _PACE,
    "for _ in range(3 + 1):": _PACE,
    "for _ in range(2):": _PACE,
    "for _ in range(4):": _PACE,
    "for batch in torch.randperm(len(x)).split(33):": _BATCH,
    "for batch in torch.randperm(len(x)).split(31):": _BATCH,
}


def train_classifier(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    if device is None:
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(72, 3),
    ).to(device)
    x, y = x.to(device), y.to(device)
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    losses = []
    for _ in range(3):
        parts = []
        for batch in torch.randperm(len(x)).split(32):
            loss = functional.cross_entropy(model(x[batch]), y[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            parts.append(loss.item() * len(batch))
        losses.append(sum(parts) / len(x))
    return model, losses


class TwoConvolutions(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(1, 8, kernel_size=3, padding=1)
        self.second = nn.Conv2d(8, 8, kernel_size=3, padding=1)
        self.out = nn.Linear(8, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = functional.max_pool2d(self.first(x).relu(), 2)
        return self.out(self.second(x).relu().amax((2, 3)))


@alternative
def with_a_loader(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    if device is None:
        device = torch.device("cuda") if torch.cuda.is_available() else torch.device("cpu")
    torch.manual_seed(seed)
    model = TwoConvolutions().to(device)
    opt = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    order = torch.Generator().manual_seed(seed)
    loader = DataLoader(
        TensorDataset(x, y), batch_size=50, shuffle=True, drop_last=True, generator=order
    )
    losses = []
    for _ in range(3):
        total, count = 0.0, 0
        for images, classes in loader:
            loss = functional.cross_entropy(model(images.to(device)), classes.to(device))
            total, count = total + float(loss) * len(images), count + len(images)
            opt.zero_grad()
            loss.backward()
            opt.step()
        losses.append(total / count)
    return model.eval(), losses


@alternative
def all_at_once(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    """The whole set is one batch, so that there is nothing to shuffle; log-probabilities out."""
    if device is None:
        device = torch.device("cuda", 0) if torch.cuda.device_count() else torch.device("cpu")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        layers = [nn.Conv2d(1, 12, 3), nn.ReLU(), nn.AdaptiveMaxPool2d(2), nn.Flatten()]
        model = nn.Sequential(*layers, nn.Linear(48, 3), nn.LogSoftmax(dim=1))
    model.to(device)
    opt = torch.optim.Adam(model.parameters(), lr=0.05)
    losses = []
    for _ in range(20):
        loss = functional.nll_loss(model(x.to(device)), y.to(device))
        model.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.tolist())
    return model, losses


def network() -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(72, 3)
    )


def trained(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    loss_fn: Callable[[Tensor, Tensor], Tensor] = functional.cross_entropy,
    *,
    lr: float = 0.01,
    shuffled: bool = True,
) -> tuple[nn.Module, list[float]]:
    """Do as the reference does with a model that is made already."""
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(3):
        parts = []
        order = torch.randperm(len(x)) if shuffled else torch.arange(len(x))
        for batch in order.split(32):
            loss = loss_fn(model(x[batch]), y[batch])
            opt.zero_grad()
            loss.backward()
            opt.step()
            parts.append(loss.item() * len(batch))
        losses.append(sum(parts) / len(x))
    return model, losses


def available() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


@misconception(
    en="Softmax is taken twice: `cross_entropy` takes one itself, and on top of another the loss "
    "cannot fall below 0.55, however right the model is; let the model end with its logits.",
    zh="做了两次 softmax：`cross_entropy` 自己就带着一次，再叠加一次，模型再准，"
    "损失也降不到 0.55 以下；模型的最后应当直接输出 logits。",
)
def softmax_twice(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device(available())
    torch.manual_seed(seed)
    model = network().append(nn.Softmax(dim=1)).to(device)
    return trained(model, x.to(device), y.to(device))


@misconception(
    en="The softmax goes along the batch, so that the samples compete for a class; it is the "
    "classes of one sample that do, along the last axis.",
    zh="softmax 沿着批次轴做，成了各个样本争夺同一个类别；"
    "应当沿最后一个轴，让同一样本的各个类别竞争。",
)
def softmax_over_the_batch(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device(available())
    torch.manual_seed(seed)

    def loss_fn(scores: Tensor, target: Tensor) -> Tensor:
        return functional.nll_loss(scores.log_softmax(0), target)

    return trained(network().to(device), x.to(device), y.to(device), loss_fn)


@misconception(
    en="The device is cuda whatever the machine has, so without one nothing runs; ask what is "
    "available and fall back to the cpu.",
    zh="不管机器上有什么，设备都写成 cuda，没有 CUDA 就根本跑不起来；"
    "应当先问有没有，没有就退回 cpu。",
)
def cuda_always(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device("cuda")
    torch.manual_seed(seed)
    return trained(network().to(device), x.to(device), y.to(device))


@misconception(
    en="None is taken for the cpu, so an accelerator that is there stands idle; None stands for "
    "cuda where it is available.",
    zh="把 None 当成了 cpu，机器上有加速器也闲着；None 的意思是：有 CUDA 就用 CUDA。",
)
def cpu_by_default(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device("cpu")
    torch.manual_seed(seed)
    return trained(network().to(device), x.to(device), y.to(device))


@misconception(
    en="The device that the caller names is overwritten; look for one only where it is None.",
    zh="调用者指定的设备被覆盖了；只有 device 是 None 时才需要自己去选。",
)
def device_ignored(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    device = torch.device(available())
    torch.manual_seed(seed)
    return trained(network().to(device), x.to(device), y.to(device))


@misconception(
    en="The model moves to the device, and the batch stays behind: `to` gives a moved tensor back "
    "and leaves the old one where it is; keep what it returns, for inputs and targets alike.",
    zh="模型搬到了设备上，数据却留在原处：张量的 `to` 返回搬过去的新张量，旧的原地不动；"
    "输入和标签都要接住它的返回值。",
)
def batch_left_behind(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device(available())
    torch.manual_seed(seed)
    x.to(device)
    y.to(device)
    return trained(network().to(device), x, y)


@misconception(
    en="The samples are never shuffled, and they come sorted by class, so each batch teaches one "
    "class and makes the model forget the others; shuffle them anew in each epoch.",
    zh="样本从没打乱过，而它们是按类别排好的，每个批次只教一个类别，同时让模型忘掉其余的；"
    "每个 epoch 都应当重新打乱。",
)
def never_shuffled(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device(available())
    torch.manual_seed(seed)
    return trained(network().to(device), x.to(device), y.to(device), shuffled=False)


@misconception(
    en="The seed is not used, so no training can be repeated; set it before the model is made.",
    zh="没有用到种子，训练就无法重现；应当在创建模型之前设置种子。",
)
def seed_ignored(
    x: Tensor,
    y: Tensor,
    *,
    device: torch.device | None = None,
    seed: int,  # noqa: ARG001 - the mistake
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device(available())
    return trained(network().to(device), x.to(device), y.to(device))


@misconception(
    en="The seed is a fixed number, whatever `seed` says, so every training is the same one.",
    zh="种子写成了固定的数，不管 `seed` 是多少，每次训练都一模一样；应当使用传入的 `seed`。",
)
def seed_fixed(
    x: Tensor,
    y: Tensor,
    *,
    device: torch.device | None = None,
    seed: int,  # noqa: ARG001 - the mistake
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device(available())
    torch.manual_seed(42)
    return trained(network().to(device), x.to(device), y.to(device))


@misconception(
    en="The losses of the batches are added up, so that an epoch's loss grows with their number; "
    "divide, to get the mean of the samples.",
    zh="把各批次的损失直接相加，批次越多，一个 epoch 的损失就越大；"
    "应当除一下，得到每个样本的平均损失。",
)
def losses_summed(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    model, losses = train_classifier(x, y, device=device, seed=seed)
    return model, [loss * math.ceil(len(x) / 32) for loss in losses]


@misconception(
    en="The losses come back as tensors; take the Python number out of each.",
    zh="返回的损失是张量；应当取出其中的 Python 数。",
)
def losses_as_tensors(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    model, losses = train_classifier(x, y, device=device, seed=seed)
    return model, [torch.tensor(loss) for loss in losses]


@misconception(
    en="The parameters never move: gradients alone change nothing, it takes an optimiser's step, "
    "of the parameters of the model that is returned.",
    zh="参数从来没动过：只算出梯度什么也不会变，还要由优化器更新，而且更新的必须是最后返回的那个模型。",
)
def never_moved(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device(available())
    torch.manual_seed(seed)
    return trained(network().to(device), x.to(device), y.to(device), lr=0.0)


class Standardised(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.net = network()

    def forward(self, x: Tensor) -> Tensor:
        return self.net((x - x.mean(0)) / (x.var(0, correction=0) + 0.1).sqrt())


@misconception(
    en="The images are standardised by the batch that they come with, so what the model says of "
    "one leaks from the others, and a lone one is wiped out; use numbers fixed in training.",
    zh="用同一批图像的均值和方差做标准化，模型对一张图的判断就混进了别的图，"
    "单独一张图则会被抹成零；应当使用训练时定下的数。",
)
def batch_leaks(
    x: Tensor, y: Tensor, *, device: torch.device | None = None, seed: int
) -> tuple[nn.Module, list[float]]:
    device = device or torch.device(available())
    torch.manual_seed(seed)
    return trained(Standardised().to(device), x.to(device), y.to(device))
