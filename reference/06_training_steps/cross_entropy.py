"""The solutions of cross_entropy: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from autograder import alternative, misconception


def cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = logits.log_softmax(dim=1)
    return -log_probs.gather(1, target.unsqueeze(1)).mean()


@alternative
def by_library(logits: Tensor, target: Tensor) -> Tensor:
    return nn.CrossEntropyLoss()(logits, target)


@alternative
def by_logsumexp(logits: Tensor, target: Tensor) -> Tensor:
    right = logits[torch.arange(len(target)), target]
    return (logits.logsumexp(dim=1) - right).mean()


@alternative
def from_the_definition(logits: Tensor, target: Tensor) -> Tensor:
    shifted = logits - logits.amax(dim=1, keepdim=True)
    log_probs = shifted - shifted.exp().sum(dim=1, keepdim=True).log()
    right = functional.one_hot(target, logits.shape[1])
    return -(right * log_probs).sum() / len(target)


@misconception(
    en="Softmax is taken twice: `functional.cross_entropy` takes logits and does it itself, and a "
    "second one squeezes all probabilities together; pass the logits as they are.",
    zh="做了两次 softmax：`functional.cross_entropy` 接收的是 logits，自己会做 softmax，"
    "再做一次会把所有概率挤到一起；应当直接传入 logits。",
)
def softmax_twice(logits: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(logits.softmax(dim=1), target)


@misconception(
    en="A probability far below the others is rounded to 0, and its logarithm is -inf; take both "
    "steps at once, with a log-softmax, which never leaves the logarithms.",
    zh="远小于其他类的概率会被舍入成 0，取对数就是 -inf；"
    "应当用 log-softmax 把两步合成一步，全程停留在对数里。",
)
def log_of_softmax(logits: Tensor, target: Tensor) -> Tensor:
    probs = logits.softmax(dim=1)
    return -probs.log()[torch.arange(len(target)), target].mean()


@misconception(
    en="The probability of the right class is 0 after rounding where the model is very wrong, and "
    "the logarithm of 0 is -inf; take softmax and logarithm at once, with a log-softmax.",
    zh="模型错得厉害时，正确类别的概率会被舍入成 0，而 0 的对数是 -inf；"
    "应当用 log-softmax 把 softmax 和取对数合成一步。",
)
def log_of_the_right_one(logits: Tensor, target: Tensor) -> Tensor:
    probs = logits.softmax(dim=1)
    return -probs[torch.arange(len(target)), target].log().mean()


@misconception(
    en="`exp` of a large logit overflows to infinity, and infinity over infinity is NaN; subtract "
    "the largest logit of each row first, or use a function that does.",
    zh="较大的 logit 取 `exp` 会溢出成无穷大，而无穷大除以无穷大是 NaN；"
    "应当先减去每行最大的 logit，或者使用会这样做的函数。",
)
def unshifted_exp(logits: Tensor, target: Tensor) -> Tensor:
    powers = logits.exp()
    probs = powers / powers.sum(dim=1, keepdim=True)
    return -probs.log()[torch.arange(len(target)), target].mean()


@misconception(
    en="A small number inside the logarithm hides the infinity and caps the loss, so the most "
    "wrong answers teach nothing; a log-softmax needs no such help.",
    zh="在对数里加一个小数只是把无穷大藏起来，损失被封了顶，错得最离谱的答案反而不起作用；"
    "用 log-softmax 就不需要这种补丁。",
)
def with_epsilon(logits: Tensor, target: Tensor) -> Tensor:
    probs = logits.softmax(dim=1)
    return -(probs + 1e-9).log()[torch.arange(len(target)), target].mean()


@misconception(
    en="Softmax over dim 0 compares the samples of the batch with each other; each row is one "
    "sample, and its classes lie along dim 1.",
    zh="沿第 0 轴做 softmax 是在拿批次里的样本互相比较；"
    "每一行是一个样本，它的各个类别排在第 1 轴上。",
)
def over_the_batch(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = logits.log_softmax(dim=0)
    return -log_probs[torch.arange(len(target)), target].mean()


@misconception(
    en="The negative log-likelihood wants logarithms of probabilities, and raw logits are none; "
    "take their log-softmax first.",
    zh="负对数似然要的是概率的对数，而原始的 logits 不是；应当先取 log-softmax。",
)
def likelihood_of_logits(logits: Tensor, target: Tensor) -> Tensor:
    return functional.nll_loss(logits, target)


@misconception(
    en="`log_probs[:, target]` pairs every row with the target of every row, N×N numbers; each row "
    "has only its own.",
    zh="`log_probs[:, target]` 让每一行都与所有行的目标配对，得到 N×N 个数；"
    "每一行只应取自己的目标。",
)
def every_target_for_every_row(logits: Tensor, target: Tensor) -> Tensor:
    return -logits.log_softmax(dim=1)[:, target].mean()


@misconception(
    en="The sum grows with the batch, and the gradient with it; the loss is the mean over the "
    "rows.",
    zh="求和的结果会随批次变大，梯度也跟着变大；损失应当是各行的平均值。",
)
def summed(logits: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(logits, target, reduction="sum")


@misconception(
    en="The mean is taken over the zeros of the wrong classes as well, N×C numbers instead of N; "
    "sum along each row first.",
    zh="求平均时把错误类别处的 0 也算了进去，除以了 N×C 而不是 N；应当先沿每一行求和。",
)
def divided_by_classes(logits: Tensor, target: Tensor) -> Tensor:
    right = functional.one_hot(target, logits.shape[1])
    return -(right * logits.log_softmax(dim=1)).mean()


@misconception(
    en="The sign is missing: a log-probability is 0 at best and negative else, and a loss falls as "
    "the model gets better.",
    zh="少了负号：对数概率最好时是 0，其余都是负数，而损失应当随着模型变好而下降。",
)
def sign_missing(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = logits.log_softmax(dim=1)
    return log_probs[torch.arange(len(target)), target].mean()


@misconception(
    en="The mean is taken of the probabilities, and the logarithm after it; each row has a "
    "logarithm of its own, and the mean comes last.",
    zh="先对概率求了平均再取对数；每一行应当各自取对数，最后才求平均。",
)
def log_of_mean(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = logits.log_softmax(dim=1)[torch.arange(len(target)), target]
    return -(log_probs.logsumexp(dim=0) - torch.tensor(len(target)).log())


@misconception(
    en="`.item()` turns the loss into a Python number, which has no `backward`; return the tensor.",
    zh="`.item()` 把损失变成了 Python 数，再也不能 `backward`；应当返回张量。",
)
def as_number(logits: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(logits, target).item()


@misconception(
    en="`detach` cuts the loss off from the model, so that no gradient reaches it; stay in the "
    "graph.",
    zh="`detach` 切断了损失与模型的联系，梯度传不回去；应当留在计算图里。",
)
def detached(logits: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(logits.detach(), target)


@misconception(
    en="The one-hot rows are made on the CPU, while `logits` and `target` are on another device; "
    "make them with `device=logits.device`.",
    zh="独热行建在 CPU 上，`logits` 和 `target` 却在别的设备上；"
    "创建时要写明 `device=logits.device`。",
)
def one_hot_on_the_cpu(logits: Tensor, target: Tensor) -> Tensor:
    right = torch.zeros(logits.shape, dtype=logits.dtype)
    right[torch.arange(len(target)), target] = 1
    return -(right * logits.log_softmax(dim=1)).sum(dim=1).mean()
