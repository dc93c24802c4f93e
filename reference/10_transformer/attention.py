"""The solutions of attention: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - everybody's name for it

from autograder import alternative, misconception

INF = float("inf")


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    if mask is None:
        return scores.softmax(-1) @ v
    # A row that is all -inf has NaN for weights; the second fill also keeps NaN out of gradients.
    weights = scores.masked_fill(mask, -INF).softmax(-1).masked_fill(mask, 0.0)
    return weights @ v


@alternative
def safe_rows(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = torch.einsum("...ld,...sd->...ls", q, k) * q.size(-1) ** -0.5
    if mask is not None:
        scores = torch.where(mask, torch.finfo(scores.dtype).min, scores)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights * ~mask.all(-1, keepdim=True)
    return torch.einsum("...ls,...se->...le", weights, v)


@alternative
def sums_by_hand(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = (q / q.shape[-1] ** 0.5).matmul(k.mT)
    seen = torch.ones_like(scores, dtype=torch.bool) if mask is None else ~mask.expand_as(scores)
    highest = scores.detach().masked_fill(~seen, -INF).amax(-1, keepdim=True)
    highest = highest.masked_fill(highest == -INF, 0.0)
    powers = torch.exp((scores - highest).masked_fill(~seen, -INF))
    total = powers.sum(-1, keepdim=True)
    return powers.matmul(v) / total.masked_fill(total == 0, 1.0)


@alternative
def of_the_library(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    return F.scaled_dot_product_attention(q, k, v, attn_mask=None if mask is None else ~mask)


def scores_of(q: Tensor, k: Tensor) -> Tensor:
    """Give the scores that the mistakes below start from."""
    return q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5


@misconception(
    en="The scores are not scaled: their size grows with D, and the softmax soon picks one key "
    "only; divide by the square root of D.",
    zh="分数没有缩放：D 越大分数越大，softmax 很快就只选中一个键；应当除以 D 的平方根。",
)
def unscaled(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    return attention(q * q.shape[-1] ** 0.5, k, v, mask)


@misconception(
    en="The scores are divided by D, and the weights come out too even; divide by its square root.",
    zh="分数除以了 D，权重会过于平均；应当除以 D 的平方根。",
)
def scaled_without_root(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    return attention(q / q.shape[-1] ** 0.5, k, v, mask)


@misconception(
    en="The scores are divided by the square root of the number of keys; what makes them large is "
    "D, the length of a query.",
    zh="分数除以了键的个数的平方根；让分数变大的是 D，也就是查询向量的长度。",
)
def scaled_by_keys(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    return attention(q * (q.shape[-1] / k.shape[-2]) ** 0.5, k, v, mask)


@misconception(
    en="The softmax runs over the queries, so that they compete for a key; for each query the "
    "weights of its keys sum to 1.",
    zh="softmax 沿查询的轴计算，成了各个查询争一个键；应当是对每个查询，各个键的权重之和为 1。",
)
def over_the_queries(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = scores_of(q, k)
    if mask is None:
        return scores.softmax(-2) @ v
    return scores.masked_fill(mask, -INF).softmax(-2).masked_fill(mask, 0.0) @ v


@misconception(
    en="The mask is applied after the softmax, so blocked keys still take their share, and the "
    "weights that are left sum to less than 1; block the scores before.",
    zh="掩码用在了 softmax 之后，被挡住的键仍占去一份权重，剩下的加起来不到 1；"
    "应当先挡住分数，再做 softmax。",
)
def masked_after_softmax(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    weights = scores_of(q, k).softmax(-1)
    return (weights if mask is None else weights.masked_fill(mask, 0.0)) @ v


@misconception(
    en="Blocked scores are set to 0, but a score of 0 is quite a good one; only -inf gives weight "
    "0.",
    zh="被挡住的分数设成了 0，可 0 并不是低分；只有 -inf 才会让权重变成 0。",
)
def blocked_scores_zero(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = scores_of(q, k)
    return (scores if mask is None else scores.masked_fill(mask, 0.0)).softmax(-1) @ v


@misconception(
    en="Blocked scores are set to -10000, which others may fall below, and where all are blocked "
    "the weights come out even; use -inf, and give 0 where nothing is left.",
    zh="被挡住的分数设成了 -10000，可别的分数可能比它还低，而且全部挡住时权重会变成平均分配；"
    "应当用 -inf，并且在全部挡住时给出 0。",
)
def finite_fill(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = scores_of(q, k)
    return (scores if mask is None else scores.masked_fill(mask, -1e4)).softmax(-1) @ v


@misconception(
    en="Rows with nothing to look at are handled, but blocked scores are set to -10000 only, and "
    "other scores may fall below that; use -inf.",
    zh="全部挡住的行处理对了，但被挡住的分数只设成 -10000，别的分数可能比它还低；应当用 -inf。",
)
def not_low_enough(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = scores_of(q, k)
    if mask is None:
        return scores.softmax(-1) @ v
    weights = scores.masked_fill(mask, -1e4).softmax(-1)
    return weights.masked_fill(mask.all(-1, keepdim=True), 0.0) @ v


@misconception(
    en="Where all keys are blocked, all scores are equally low and every key gets the same weight; "
    "such a query must get 0.",
    zh="全部的键都挡住时，所有分数一样低，于是每个键分到同样的权重；这样的查询应当得到 0。",
)
def even_where_all_is_blocked(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None
) -> Tensor:
    scores = scores_of(q, k)
    return (scores if mask is None else scores.masked_fill(mask, -1e30)).softmax(-1) @ v


@misconception(
    en="Where all keys are blocked, the softmax of nothing but -inf is 0 / 0, NaN; such a query "
    "must get 0.",
    zh="全部的键都挡住时，只剩 -inf 的 softmax 是 0 / 0，也就是 NaN；这样的查询应当得到 0。",
)
def nan_rows(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = scores_of(q, k)
    return (scores if mask is None else scores.masked_fill(mask, -INF)).softmax(-1) @ v


@misconception(
    en="NaN is wiped off the result, but the weights still hold it, and backward carries it into "
    "the gradients; get rid of it in the weights, before they meet the values.",
    zh="只把结果里的 NaN 抹掉了，权重里还有，反向传播会把它带进梯度；"
    "应当在权重与值相乘之前就去掉它。",
)
def nan_wiped_off(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = scores_of(q, k)
    if mask is None:
        return scores.softmax(-1) @ v
    return torch.nan_to_num(scores.masked_fill(mask, -INF).softmax(-1) @ v)


@misconception(
    en="The mask is multiplied with -inf and added, but 0 times -inf is NaN, so open positions are "
    "spoilt as well; fill the blocked positions instead.",
    zh="掩码乘以 -inf 再相加，可 0 乘以 -inf 是 NaN，没挡住的位置也坏了；"
    "应当直接填充被挡住的位置。",
)
def mask_times_inf(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = scores_of(q, k)
    return (scores if mask is None else scores + mask * -INF).softmax(-1) @ v


@misconception(
    en="The mask is read the wrong way round: here True means blocked, and just the open keys are "
    "left out.",
    zh="掩码理解反了：这里 True 表示挡住，现在被排除的恰恰是没挡住的键。",
)
def inverted(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    return attention(q, k, v, None if mask is None else ~mask)


@misconception(
    en="The mask is not used at all, so blocked keys are looked at like any other.",
    zh="掩码根本没有用上，被挡住的键照样会被看到。",
)
def mask_ignored(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:  # noqa: ARG001 - the mistake
    return attention(q, k, v)


@misconception(
    en="The scores that block are made on the CPU, while the others are on another device, and "
    "`where` cannot mix them; the number -inf does without a device.",
    zh="用来挡住的分数建在 CPU 上，其余的分数却在别的设备上，`where` 没法把它们合在一起；"
    "直接写数 -inf 就不涉及设备。",
)
def fill_on_the_cpu(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    scores = scores_of(q, k)
    if mask is None:
        return scores.softmax(-1) @ v
    low = torch.full(scores.shape, -INF, dtype=scores.dtype)
    return torch.where(mask, low, scores).softmax(-1).masked_fill(mask, 0.0) @ v


@misconception(
    en="Where there is no mask, one that blocks nothing is made on the CPU, while the scores are "
    "on another device; leave the step out, or make the mask with `device=q.device`.",
    zh="没有掩码时，在 CPU 上建了一个什么也不挡的掩码，分数却在别的设备上；"
    "应当跳过这一步，或者用 `device=q.device` 创建掩码。",
)
def empty_mask_on_the_cpu(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    if mask is None:
        mask = torch.zeros(q.shape[-2], k.shape[-2], dtype=torch.bool)
    return attention(q, k, v, mask)


EQUIVALENT = {
    "scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5": "swapping two axes has no direction",
    "weights = scores.masked_fill_(mask, -INF).softmax(-1).masked_fill(mask, 0.0)": (
        "the scores are this function's own"
    ),
}
