"""The solutions of evaluate: the reference, other right ones, and known mistakes."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader

from autograder import alternative, misconception

Scores = tuple[float, float]
EQUIVALENT = {
    "with __import__('contextlib').nullcontext('torch.no_grad()'):": "the graph is thrown away",
    "with torch.enable_grad():": "the graph is thrown away",
    "loss = loss + functional.cross_entropy(logits, y).item() * len(y)": "a number is immutable",
    "correct = correct + (logits.argmax(dim=1) == y).sum().item()": "a number is immutable",
    "samples = samples + len(y)": "a number is immutable",
}


def evaluate(model: nn.Module, loader: DataLoader) -> Scores:
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    loss = correct = samples = 0
    try:
        with torch.no_grad():
            for x, y in loader:
                logits = model(x)
                loss += functional.cross_entropy(logits, y).item() * len(y)
                correct += (logits.argmax(dim=1) == y).sum().item()
                samples += len(y)
    finally:
        for module, mode in modes:
            module.training = mode
    return loss / samples, correct / samples


@contextmanager
def evaluating(model: nn.Module) -> Iterator[None]:
    """Switch a model to eval mode, without a graph, and put each mode back."""
    modes = {module: module.training for module in model.modules()}
    try:
        model.eval()
        with torch.inference_mode():
            yield
    finally:
        for module, mode in modes.items():
            module.training = mode


@alternative
def all_at_once(model: nn.Module, loader: DataLoader) -> Scores:
    with evaluating(model):
        pairs = [(model(x), y) for x, y in loader]
        logits, y = (torch.cat(parts) for parts in zip(*pairs, strict=True))
        accuracy = (logits.max(dim=1).indices == y).double().mean()
        return float(functional.cross_entropy(logits, y)), float(accuracy)


@alternative
def sums_of_the_batches(model: nn.Module, loader: DataLoader) -> Scores:
    loss, correct = torch.zeros(()), torch.zeros(())
    criterion = nn.CrossEntropyLoss(reduction="sum")
    with evaluating(model):
        for x, y in loader:
            logits = model(x)
            loss = loss + criterion(logits, y)
            correct = correct + torch.sum(logits.argmax(1).eq(y))
    size = len(loader.dataset)
    return (loss / size).item(), (correct / size).item()


def add_up(model: nn.Module, loader: DataLoader) -> tuple[float, int, int]:
    """The summed loss, the number of right answers and the number of samples."""
    loss, correct, samples = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            logits = model(x)
            loss += functional.cross_entropy(logits, y, reduction="sum").item()
            correct += int((logits.argmax(dim=1) == y).sum())
            samples += len(y)
    return loss, correct, samples


@misconception(
    en="The mean of the batch means gives each batch the same say, so the samples of a small last "
    "batch count for more; add up over samples and divide once, at the end.",
    zh="对各批次的平均值再求平均，每个批次的分量就都一样，末尾小批次里的样本便占了便宜；"
    "应当按样本累加，最后只除一次。",
)
def mean_of_means(model: nn.Module, loader: DataLoader) -> Scores:
    loss = accuracy = 0.0
    with evaluating(model):
        for x, y in loader:
            logits = model(x)
            loss += functional.cross_entropy(logits, y).item()
            accuracy += (logits.argmax(dim=1) == y).float().mean().item()
    return loss / len(loader), accuracy / len(loader)


@misconception(
    en="The accuracy is right, but the loss is a mean of batch means, in which a small last batch "
    "counts as much as a full one; weigh each batch by its number of samples.",
    zh="准确率是对的，损失却是各批次平均值的平均，末尾的小批次与满的批次分量一样；"
    "应当按样本个数给每个批次加权。",
)
def loss_by_batches(model: nn.Module, loader: DataLoader) -> Scores:
    loss, correct, samples = 0.0, 0, 0
    with evaluating(model):
        for x, y in loader:
            logits = model(x)
            loss += functional.cross_entropy(logits, y).item()
            correct += int((logits.argmax(dim=1) == y).sum())
            samples += len(y)
    return loss / len(loader), correct / samples


@misconception(
    en="The number of samples is worked out as if every batch were full, but the last one may be "
    "smaller; count the samples that come.",
    zh="样本总数是按每个批次都满来算的，可最后一个批次可能更小；应当数出实际来了多少样本。",
)
def full_batches_assumed(model: nn.Module, loader: DataLoader) -> Scores:
    with evaluating(model):
        loss, correct, _ = add_up(model, loader)
    samples = len(loader) * loader.batch_size
    return loss / samples, correct / samples


@misconception(
    en="The sums are never divided: both numbers grow with the data; divide by the number of "
    "samples.",
    zh="累加之后没有做除法，两个数都会随数据量增长；应当除以样本总数。",
)
def never_divided(model: nn.Module, loader: DataLoader) -> Scores:
    with evaluating(model):
        loss, correct, _ = add_up(model, loader)
    return loss, float(correct)


@misconception(
    en="The accuracy is given in percent; it is a share, from 0 to 1.",
    zh="准确率写成了百分数；它应当是 0 到 1 之间的比例。",
)
def in_percent(model: nn.Module, loader: DataLoader) -> Scores:
    with evaluating(model):
        loss, correct, samples = add_up(model, loader)
    return loss / samples, 100 * correct / samples


@misconception(
    en="The `return` stands inside the loop, so only the first batch is looked at.",
    zh="`return` 写在了循环里面，只看了第一个批次就返回了。",
)
def first_batch_only(model: nn.Module, loader: DataLoader) -> Scores:
    with evaluating(model):
        for x, y in loader:
            loss, correct, samples = add_up(model, [(x, y)])
            return loss / samples, correct / samples
    return 0.0, 0.0


@misconception(
    en="`argmax` over dim 0 asks which sample has the highest score for each class; the classes of "
    "a sample lie along dim 1.",
    zh="沿第 0 轴取 `argmax`，问的是每个类别上哪个样本的分数最高；"
    "一个样本的各个类别排在第 1 轴上。",
)
def argmax_over_samples(model: nn.Module, loader: DataLoader) -> Scores:
    loss, correct, samples = 0.0, 0, 0
    with evaluating(model):
        for x, y in loader:
            logits = model(x)
            loss += functional.cross_entropy(logits, y, reduction="sum").item()
            correct += int((logits.argmax(dim=0)[: len(y)] == y[: logits.shape[1]]).sum())
            samples += len(y)
    return loss / samples, correct / samples


@misconception(
    en="Softmax is taken twice, for the library's cross-entropy does it itself; pass the logits as "
    "they are.",
    zh="做了两次 softmax，因为库里的交叉熵自己会做；应当直接传入 logits。",
)
def softmax_twice(model: nn.Module, loader: DataLoader) -> Scores:
    def probabilities(x: Tensor) -> Tensor:
        return model(x).softmax(dim=1)

    with evaluating(model):
        loss, correct, samples = add_up(probabilities, loader)
    return loss / samples, correct / samples


@misconception(
    en="The numbers come back as tensors; take the Python numbers out of them.",
    zh="返回的是张量；应当取出其中的 Python 数。",
)
def as_tensors(model: nn.Module, loader: DataLoader) -> tuple[Tensor, Tensor]:
    loss, accuracy = evaluate(model, loader)
    return torch.tensor(loss), torch.tensor(accuracy)


@misconception(
    en="The model computes in the mode it came in; in train mode dropout and batch norm spoil the "
    "result, so switch to eval mode first.",
    zh="模型按来时的模式计算；如果是训练模式，dropout 和 batch norm 会破坏结果，"
    "应当先切换到评估模式。",
)
def without_eval(model: nn.Module, loader: DataLoader) -> Scores:
    loss, correct, samples = add_up(model, loader)
    return loss / samples, correct / samples


@misconception(
    en="The model is left in eval mode, and whoever goes on training it does so without dropout "
    "and with frozen statistics; put each module's mode back.",
    zh="模型被留在了评估模式，接下来的训练就没有了 dropout，统计量也不再更新；"
    "应当把每个模块的模式恢复原样。",
)
def left_in_eval(model: nn.Module, loader: DataLoader) -> Scores:
    loss, correct, samples = add_up(model.eval(), loader)
    return loss / samples, correct / samples


@misconception(
    en="The model ends up in train mode, even if it came in eval mode; remember which it was, and "
    "put that back.",
    zh="模型最后总是处于训练模式，哪怕它来的时候是评估模式；应当先记住原来的模式，再恢复它。",
)
def always_back_to_train(model: nn.Module, loader: DataLoader) -> Scores:
    try:
        loss, correct, samples = add_up(model.eval(), loader)
    finally:
        model.train()
    return loss / samples, correct / samples


@misconception(
    en="`model.train(mode)` sets every module to the mode of the model itself, and a layer that "
    "was frozen in eval mode is thawed; remember the mode of each module.",
    zh="`model.train(mode)` 会把所有模块都设成模型自己的模式，"
    "原本冻结在评估模式的层就被解冻了；应当记住每个模块各自的模式。",
)
def own_mode_only(model: nn.Module, loader: DataLoader) -> Scores:
    mode = model.training
    try:
        loss, correct, samples = add_up(model.eval(), loader)
    finally:
        model.train(mode)
    return loss / samples, correct / samples


@misconception(
    en="Where the model raises an exception, the lines behind the loop are never reached and the "
    "modes are not put back; do that in `finally`.",
    zh="模型抛出异常时，循环之后的几行不会执行，模式也就没有恢复；应当放在 `finally` 里恢复。",
)
def not_after_an_error(model: nn.Module, loader: DataLoader) -> Scores:
    modes = [(module, module.training) for module in model.modules()]
    loss, correct, samples = add_up(model.eval(), loader)
    for module, mode in modes:
        module.training = mode
    return loss / samples, correct / samples


@misconception(
    en="Autograd is switched off for good, for the whole program; a `with` block switches it on "
    "again at its end.",
    zh="自动求导被永久关掉了，影响整个程序；用 `with` 语句块，结束时会自动恢复。",
)
def autograd_left_off(model: nn.Module, loader: DataLoader) -> Scores:
    scores = evaluate(model, loader)
    torch.set_grad_enabled(mode=False)
    return scores


@misconception(
    en="The sums are tensors that are made on the CPU, and what is written into them is on the "
    "device of the model; add up Python numbers, with `item`, or name the device.",
    zh="累加用的张量建在 CPU 上，加进去的却在模型所在的设备上；"
    "应当用 `item` 取出 Python 数来累加，或者写明设备。",
)
def sums_on_the_cpu(model: nn.Module, loader: DataLoader) -> Scores:
    loss, correct, samples = torch.zeros(()), torch.zeros(()), 0
    with evaluating(model):
        for x, y in loader:
            logits = model(x)
            loss += functional.cross_entropy(logits, y, reduction="sum")
            correct += (logits.argmax(dim=1) == y).sum()
            samples += len(y)
    return (loss / samples).item(), (correct / samples).item()


@misconception(
    en="NumPy only knows the memory of the CPU, and what the model gives on another device cannot "
    "become an array; count with tensors, and take the number out with `item`.",
    zh="NumPy 只认识 CPU 的内存，模型在别的设备上给出的结果不能变成数组；"
    "应当用张量来数，再用 `item` 取出数字。",
)
def counted_by_numpy(model: nn.Module, loader: DataLoader) -> Scores:
    loss, correct, samples = 0.0, 0, 0
    with evaluating(model):
        for x, y in loader:
            logits = model(x)
            loss += functional.cross_entropy(logits, y, reduction="sum").item()
            correct += int((logits.numpy().argmax(axis=1) == y.numpy()).sum())
            samples += len(y)
    return loss / samples, correct / samples
