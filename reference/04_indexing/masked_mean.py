"""The solutions of masked_mean: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor

from autograder import alternative, misconception

EQUIVALENT = {
    "return total / mask.sum(dim=1).clamp_(min=1)": "the counts are new, nobody else sees them",
}


def masked_mean(x: Tensor, mask: Tensor) -> Tensor:
    total = x.masked_fill(~mask, 0).sum(dim=1)
    return total / mask.sum(dim=1).clamp(min=1)


@alternative
def by_where(x: Tensor, mask: Tensor) -> Tensor:
    total = torch.where(mask, x, 0).sum(1)
    count = mask.sum(1)
    return torch.where(count > 0, total / count, 0)


@alternative
def by_nanmean(x: Tensor, mask: Tensor) -> Tensor:
    return x.masked_fill(~mask, float("nan")).nanmean(dim=1).nan_to_num(0)


@alternative
def row_by_row(x: Tensor, mask: Tensor) -> Tensor:
    means = [
        row[keep].mean() if keep.any() else row.new_zeros(())
        for row, keep in zip(x, mask, strict=True)
    ]
    return torch.stack(means)


@alternative
def by_index_add(x: Tensor, mask: Tensor) -> Tensor:
    rows = mask.nonzero()[:, 0]
    total = x.new_zeros(x.shape[0]).index_add(0, rows, x[mask])
    return total / mask.sum(1).clamp(min=1)


@misconception(
    en="The sum is divided by the length of the row; divide by the number of True entries.",
    zh="除以的是整行的长度；应当除以 True 的个数。",
)
def divides_by_the_row_length(x: Tensor, mask: Tensor) -> Tensor:
    return x.masked_fill(~mask, 0).mean(dim=1)


@misconception(
    en="A row without a True entry divides 0 by 0, which is NaN; it should give 0.",
    zh="一行里没有 True 时算的是 0 除以 0，结果是 NaN；应当得到 0。",
)
def empty_rows_give_nan(x: Tensor, mask: Tensor) -> Tensor:
    return x.masked_fill(~mask, 0).sum(dim=1) / mask.sum(dim=1)


@misconception(
    en="`x * mask` does not remove NaN or an infinity, as 0 * NaN is NaN; select the entries "
    "instead of multiplying.",
    zh="`x * mask` 去不掉 NaN 和无穷，因为 0 * NaN 还是 NaN；应当选取元素，而不是相乘。",
)
def multiplied_by_the_mask(x: Tensor, mask: Tensor) -> Tensor:
    return (x * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)


@misconception(
    en="`x[mask]` forgets the rows: it is one flat list of entries, and its mean is one number "
    "for all.",
    zh="`x[mask]` 不再分行：它把选中的元素排成一维，求出的均值是所有行共用的一个数。",
)
def one_mean_for_all(x: Tensor, mask: Tensor) -> Tensor:
    return x[mask].mean()


@misconception(
    en="The mask is used upside down: True marks the entries that count.",
    zh="掩码用反了：True 标记的是要计入的元素。",
)
def inverted_mask(x: Tensor, mask: Tensor) -> Tensor:
    return x.masked_fill(mask, 0).sum(dim=1) / (~mask).sum(dim=1).clamp(min=1)


@misconception(
    en="`dim=0` averages down the columns; a row's mean is taken along axis 1.",
    zh="`dim=0` 是沿着列求平均；每一行的均值要沿第 1 维求。",
)
def means_of_columns(x: Tensor, mask: Tensor) -> Tensor:
    return x.masked_fill(~mask, 0).sum(dim=0) / mask.sum(dim=0).clamp(min=1)


@misconception(
    en="The values are right, but numbers taken out of tensors have no graph, so no gradient "
    "reaches `x`; stay with tensors.",
    zh="数值是对的，但从张量里取出的 Python 数不带计算图，梯度传不回 `x`；要一直用张量来算。",
)
def detached(x: Tensor, mask: Tensor) -> Tensor:
    means = [
        row[keep].mean().item() if keep.any() else 0.0 for row, keep in zip(x, mask, strict=True)
    ]
    return torch.tensor(means, dtype=x.dtype)
