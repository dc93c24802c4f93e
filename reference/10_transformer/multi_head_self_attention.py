"""The solutions of MultiHeadSelfAttention: the reference, other right ones, known mistakes."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - everybody's name for it

from autograder import alternative, misconception


class MultiHeadSelfAttention(nn.Module):
    def __init__(self, d_model: int, heads: int) -> None:
        super().__init__()
        if d_model % heads != 0:
            raise ValueError(f"{heads} heads do not divide {d_model} features")
        self.heads = heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        q, k, v = (self.split(part) for part in self.qkv(x).chunk(3, -1))
        scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
        if mask is not None:
            scores = scores.masked_fill(mask, float("-inf"))
        return self.out(self.merge(scores.softmax(-1) @ v))

    def split(self, x: Tensor) -> Tensor:
        """(B, L, D) -> (B, heads, L, D / heads)."""
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def merge(self, x: Tensor) -> Tensor:
        """(B, heads, L, D / heads) -> (B, L, D)."""
        return x.transpose(1, 2).flatten(2)


@alternative
class OnePermutation(nn.Module):
    def __init__(self, d_model: int, heads: int) -> None:
        super().__init__()
        if heads < 1 or d_model % heads:
            raise ValueError("d_model must be a multiple of heads")
        self.d_model, self.heads = d_model, heads
        self.out = nn.Linear(d_model, d_model)
        self.qkv = nn.Linear(d_model, 3 * d_model)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        batch, length, _ = x.shape
        parts = self.qkv(x).reshape(batch, length, 3, self.heads, self.d_model // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        seen = None if mask is None else ~mask
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=seen)
        return self.out(mixed.permute(0, 2, 1, 3).reshape(batch, length, self.d_model))


@alternative
class HeadByHead(nn.Module):
    def __init__(self, d_model: int, heads: int) -> None:
        super().__init__()
        if d_model // heads * heads != d_model:
            raise ValueError("d_model must be a multiple of heads")
        self.size = d_model // heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        q, k, v = (part.split(self.size, dim=-1) for part in self.qkv(x).tensor_split(3, dim=-1))
        mixed = []
        for query, key, value in zip(q, k, v, strict=True):
            scores = torch.einsum("bid,bjd->bij", query, key) * self.size**-0.5
            if mask is not None:
                scores = scores.masked_fill(mask, torch.finfo(scores.dtype).min)
            mixed.append(scores.softmax(-1) @ value)
        return self.out(torch.cat(mixed, dim=-1))


@alternative
class OfTheLibrary(nn.Module):
    def __init__(self, d_model: int, heads: int) -> None:
        super().__init__()
        if d_model % heads:
            raise ValueError("d_model must be a multiple of heads")
        self.heads = heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        steps = x.transpose(0, 1)
        layers = (self.qkv.weight, self.qkv.bias, None, None, False, 0.0)
        mixed, _ = F.multi_head_attention_forward(
            steps, steps, steps, x.shape[-1], self.heads, *layers,
            self.out.weight, self.out.bias, attn_mask=mask, need_weights=False,
        )  # fmt: skip
        return mixed.transpose(0, 1)


@misconception(
    en="The split only reshapes to (B, heads, L, d), so a head gets a mixture of positions and "
    "features; make (B, L, heads, d) first, then swap the two axes.",
    zh="拆分时只是变形成 (B, heads, L, d)，一个头拿到的是混在一起的位置和特征；"
    "应当先变成 (B, L, heads, d)，再交换两个轴。",
)
class SplitByView(MultiHeadSelfAttention):
    def split(self, x: Tensor) -> Tensor:
        batch, length, features = x.shape
        return x.reshape(batch, self.heads, length, features // self.heads)


@misconception(
    en="The merge only reshapes (B, heads, L, d) to (B, L, D), so features of different positions "
    "end up in one row; swap heads and positions back first.",
    zh="合并时只是把 (B, heads, L, d) 变形成 (B, L, D)，不同位置的特征混进了同一行；"
    "应当先把头和位置两个轴换回来。",
)
class MergedByView(MultiHeadSelfAttention):
    def merge(self, x: Tensor) -> Tensor:
        batch, heads, length, size = x.shape
        return x.reshape(batch, length, heads * size)


@misconception(
    en="Both the split and the merge only reshape, so heads look at mixtures of positions and "
    "features; swap positions and heads on the way in and on the way out.",
    zh="拆分与合并都只做了变形，各个头看到的是混在一起的位置和特征；"
    "进去和出来时都要交换位置和头这两个轴。",
)
class BothByView(MultiHeadSelfAttention):
    def split(self, x: Tensor) -> Tensor:
        batch, length, features = x.shape
        return x.reshape(batch, self.heads, length, features // self.heads)

    def merge(self, x: Tensor) -> Tensor:
        batch, heads, length, size = x.shape
        return x.reshape(batch, length, heads * size)


@misconception(
    en="Heads and positions are not swapped, so at each position the heads look at each other; "
    "put the heads in front of the positions.",
    zh="头和位置没有交换，成了同一个位置上的各个头互相看；应当把头的轴放到位置的轴前面。",
)
class HeadsLookAtHeads(MultiHeadSelfAttention):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        q, k, v = (p.unflatten(-1, (self.heads, -1)) for p in self.qkv(x).chunk(3, -1))
        scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
        if mask is not None:
            scores = scores.masked_fill(mask, float("-inf"))
        return self.out((scores.softmax(-1) @ v).flatten(2))


class Rescaled(MultiHeadSelfAttention):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        q, k, v = (self.split(part) for part in self.qkv(x).chunk(3, -1))
        scores = q @ k.transpose(-2, -1) / self.divisor()
        if mask is not None:
            scores = scores.masked_fill(mask, float("-inf"))
        return self.out(self.merge(scores.softmax(-1) @ v))

    def divisor(self) -> float:
        return 1.0


@misconception(
    en="The scores are divided by the root of d_model, but a head's dot products have only d_model "
    "/ heads terms; divide by the root of that.",
    zh="分数除以了 d_model 的平方根，可一个头的点积只有 d_model / heads 项；应当除以后者的平方根。",
)
class ScaledByTheModel(Rescaled):
    def divisor(self) -> float:
        return self.out.in_features**0.5


@misconception(
    en="The scores are not scaled; divide them by the root of d_model / heads.",
    zh="分数没有缩放；应当除以 d_model / heads 的平方根。",
)
class Unscaled(Rescaled):
    pass


@misconception(
    en="Each head takes its queries, keys and values from one block of `qkv`; the first third of "
    "the features are the queries of all heads, then come all keys, then all values.",
    zh="每个头都从 `qkv` 的同一块里取查询、键和值；"
    "正确的排法是：前三分之一是所有头的查询，然后是所有的键，最后是所有的值。",
)
class HeadsFirst(MultiHeadSelfAttention):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        batch, length, features = x.shape
        parts = self.qkv(x).reshape(batch, length, self.heads, 3 * features // self.heads)
        q, k, v = parts.transpose(1, 2).chunk(3, -1)
        scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
        if mask is not None:
            scores = scores.masked_fill(mask, float("-inf"))
        return self.out(self.merge(scores.softmax(-1) @ v))


@misconception(
    en="The mask is read the wrong way round; True means blocked here.",
    zh="掩码理解反了；这里 True 表示挡住。",
)
class MaskInverted(MultiHeadSelfAttention):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(x, None if mask is None else ~mask)


@misconception(
    en="The mask is taken and not used; block the scores with it, before the softmax.",
    zh="收下了掩码却没有用；应当在 softmax 之前用它挡住分数。",
)
class MaskIgnored(MultiHeadSelfAttention):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:  # noqa: ARG002 - the mistake
        return super().forward(x)


@misconception(
    en="The layer `out` is never applied, so what the heads found is not brought together; send "
    "the merged heads through it.",
    zh="`out` 这一层没有用上，各个头的结果没有融合；合并之后应当再经过它。",
)
class WithoutTheOutput(MultiHeadSelfAttention):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        parts = self.qkv(x).chunk(3, -1)
        q, k, v = (self.split(part) for part in parts)
        scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
        if mask is not None:
            scores = scores.masked_fill(mask, float("-inf"))
        return self.merge(scores.softmax(-1) @ v)


@misconception(
    en="A number of heads that does not divide d_model is taken without a word, and the fault "
    "shows only in forward, if at all; check it in `__init__`.",
    zh="heads 不能整除 d_model 也照收不误，要到 forward 才可能暴露；应当在 `__init__` 里检查。",
)
class HeadsUnchecked(MultiHeadSelfAttention):
    def __init__(self, d_model: int, heads: int) -> None:
        super().__init__(d_model, 1)
        self.heads = heads


@misconception(
    en="`assert` raises AssertionError, and is gone when Python runs with `-O`; wrong arguments "
    "call for ValueError.",
    zh="`assert` 抛出的是 AssertionError，而且用 `-O` 运行 Python 时会失效；"
    "参数不对应当抛出 ValueError。",
)
class HeadsAsserted(MultiHeadSelfAttention):
    def __init__(self, d_model: int, heads: int) -> None:
        assert d_model % heads == 0
        super().__init__(d_model, heads)


@misconception(
    en="What the heads give is gathered in a tensor that is made on the CPU, while `out` is on "
    "another device; put the heads side by side with `torch.cat`, or name the device.",
    zh="各个头的结果收集在一个建在 CPU 上的张量里，`out` 层却在别的设备上；"
    "应当用 `torch.cat` 把各个头拼起来，或者写明设备。",
)
class GatheredOnCpu(MultiHeadSelfAttention):
    def merge(self, x: Tensor) -> Tensor:
        batch, heads, length, size = x.shape
        merged = torch.zeros(batch, length, heads * size, dtype=x.dtype)
        for head in range(heads):
            merged[..., head * size : (head + 1) * size] = x[:, head]
        return merged


@misconception(
    en="The mask of 0 and -inf is made on the CPU, while the scores and `mask` are on another "
    "device; make it with `device=x.device`, or fill the scores with `masked_fill`.",
    zh="由 0 和 -inf 组成的掩码建在 CPU 上，分数和 `mask` 却在别的设备上；"
    "创建时要写明 `device=x.device`，或者直接用 `masked_fill` 填充分数。",
)
class AddedMaskOnCpu(MultiHeadSelfAttention):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        q, k, v = (self.split(part) for part in self.qkv(x).chunk(3, -1))
        scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
        if mask is not None:
            added = torch.zeros(mask.shape, dtype=x.dtype)
            added[mask] = float("-inf")
            scores = scores + added
        return self.out(self.merge(scores.softmax(-1) @ v))


EQUIVALENT = {
    "scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5": "swapping two axes has no direction",
    "scores = q @ k.transpose(2, -1) / q.shape[-1] ** 0.5": "there are four axes",
    "scores = scores.masked_fill_(mask, float('-inf'))": "the scores are this module's own",
    "return x.unflatten(-1, (self.heads, -1)).transpose(2, 1)": "swapping has no direction",
    "return x.transpose(2, 1).flatten(2)": "swapping has no direction",
    "return x.transpose_(1, 2).flatten(2)": "what is swapped here is nobody else's",
}
