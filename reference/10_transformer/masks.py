"""The solutions of masks: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception


def masks(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    positions = torch.arange(n, device=device)
    causal = positions > positions[:, None]
    padding = positions >= lengths.to(device)[:, None]
    return causal, padding


@alternative
def by_triangle(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal = torch.ones(n, n, dtype=torch.bool, device=device).triu(diagonal=1)
    padding = torch.arange(n).expand(len(lengths), n) >= lengths.unsqueeze(1)
    return causal, padding.to(device)


@alternative
def row_by_row(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal = [[j > i for j in range(n)] for i in range(n)]
    padding = [[j >= length for j in range(n)] for length in lengths.tolist()]
    return torch.tensor(causal, device=device), torch.tensor(padding, device=device)


@misconception(
    en="Both masks say where looking is allowed; here True means blocked, so turn them round.",
    zh="两个掩码标的都是允许看的位置；这里 True 表示挡住，应当取反。",
)
def true_means_allowed(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal, padding = masks(n, lengths, device)
    return ~causal, ~padding


@misconception(
    en="The causal mask says where looking is allowed, the padding mask where it is blocked; let "
    "True mean blocked in both.",
    zh="因果掩码标的是允许看的位置，填充掩码标的却是挡住的位置；两个掩码都应当用 True 表示挡住。",
)
def causal_allowed(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal, padding = masks(n, lengths, device)
    return ~causal, padding


@misconception(
    en="The padding mask is True on the real positions, the causal mask where looking is blocked; "
    "let True mean blocked in both.",
    zh="填充掩码在真实位置上是 True，因果掩码却在挡住的位置上是 True；"
    "两个掩码都应当用 True 表示挡住。",
)
def real_marked(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal, padding = masks(n, lengths, device)
    return causal, ~padding


@misconception(
    en="The diagonal is blocked, so no position may look at itself, and the first may look at "
    "nothing at all; start one above the diagonal.",
    zh="对角线也被挡住了，每个位置连自己都不能看，第一个位置就什么都看不到了；"
    "应当从对角线上面一条开始挡。",
)
def diagonal_blocked(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    _, padding = masks(n, lengths, device)
    return torch.ones(n, n, dtype=torch.bool, device=device).triu(), padding


@misconception(
    en="One position too many may be looked at: position i sees i + 1, the very one that it is to "
    "predict; start one above the diagonal, not two.",
    zh="多放过了一个位置：位置 i 看得见 i + 1，也就是它要预测的那个；"
    "应当从对角线上面一条开始挡，而不是两条。",
)
def next_one_visible(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    _, padding = masks(n, lengths, device)
    return torch.ones(n, n, dtype=torch.bool, device=device).triu(2), padding


@misconception(
    en="The causal mask blocks the past and shows the future; rows are the positions that look, "
    "columns the positions looked at.",
    zh="因果掩码挡住了过去，却露出了未来；行是正在看的位置，列是被看的位置。",
)
def past_blocked(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal, padding = masks(n, lengths, device)
    return causal.T, padding


@misconception(
    en="The padding starts one position too late: positions count from 0, so a sequence of length "
    "3 ends at position 2, and position 3 is padding.",
    zh="填充晚了一个位置才开始：位置从 0 数起，长度为 3 的序列到位置 2 为止，位置 3 就是填充了。",
)
def padding_off_by_one(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal, _ = masks(n, lengths, device)
    positions = torch.arange(n, device=device)
    return causal, positions > lengths.to(device)[:, None]


@misconception(
    en="The masks stay on the CPU, and a model on another device cannot use them; make them on "
    "`device`, or move them there.",
    zh="掩码留在了 CPU 上，别的设备上的模型用不了；应当在 `device` 上创建，或者搬过去。",
)
def left_on_the_cpu(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:  # noqa: ARG001 - the mistake
    return masks(n, lengths, torch.device("cpu"))


@misconception(
    en="The positions are on `device` but `lengths` is still on the CPU, and the two cannot be "
    "compared; move `lengths` too.",
    zh="位置在 `device` 上，`lengths` 却还在 CPU 上，两者不能比较；应当把 `lengths` 也搬过去。",
)
def lengths_left_behind(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    positions = torch.arange(n, device=device)
    return positions > positions[:, None], positions >= lengths[:, None]


@misconception(
    en="The masks hold the numbers 0 and 1; a mask is bool, and a comparison gives one.",
    zh="掩码里存的是数字 0 和 1；掩码应当是 bool，比较运算得到的就是 bool。",
)
def numbers(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal, padding = masks(n, lengths, device)
    return causal.float(), padding.float()


@misconception(
    en="The masks hold 0 and -inf, which are added to scores; a mask is bool, True where blocked.",
    zh="掩码里存的是用来与分数相加的 0 和 -inf；掩码应当是 bool，挡住的位置为 True。",
)
def added_to_scores(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    blocked = torch.tensor(float("-inf"), device=device)
    causal, padding = masks(n, lengths, device)
    return torch.where(causal, blocked, 0.0), torch.where(padding, blocked, 0.0)


@misconception(
    en="The padding mask has the positions first; there is one row for each sequence.",
    zh="填充掩码把位置放在了第一个轴；应当每个序列一行。",
)
def positions_first(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal, padding = masks(n, lengths, device)
    return causal, padding.T


@misconception(
    en="The padding mask is as long as the longest sequence of the batch; it has to be n long.",
    zh="填充掩码的长度取了这个批次里最长的序列；它应当有 n 那么长。",
)
def longest_of_the_batch(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    causal, padding = masks(n, lengths, device)
    return causal, padding[:, : int(lengths.max())]
