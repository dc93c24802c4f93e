"""The solutions of PositionalEncoding: the reference, other right ones, and known mistakes."""

import math

import torch
from torch import Tensor, nn

from autograder import alternative, misconception


class PositionalEncoding(nn.Module):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__()
        positions = torch.arange(max_len)[:, None]
        angles = positions / 10000 ** (torch.arange(0, d_model, 2) / d_model)
        pe = torch.empty(max_len, d_model)
        pe[:, 0::2] = torch.sin(angles)
        pe[:, 1::2] = torch.cos(angles[:, : d_model // 2])
        self.register_buffer("pe", pe)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.pe[: x.shape[1]]


@alternative
class ThroughTheLogarithm(nn.Module):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__()
        position = torch.arange(max_len, dtype=torch.float32).unsqueeze(1)
        rate = torch.exp(torch.arange(0, d_model, 2).float() * (-math.log(10000.0) / d_model))
        pairs = torch.stack([torch.sin(position * rate), torch.cos(position * rate)], dim=-1)
        pe = pairs.flatten(1)[:, :d_model].unsqueeze(0)
        self.register_buffer("pe", pe, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.pe[:, : x.size(1)]


@alternative
class NumberByNumber(nn.Module):
    pe: Tensor

    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__()

        def entry(position: int, feature: int) -> float:
            angle = position / 10000 ** ((feature - feature % 2) / d_model)
            return math.cos(angle) if feature % 2 else math.sin(angle)

        rows = [[entry(p, f) for f in range(d_model)] for p in range(max_len)]
        self.register_buffer("pe", torch.tensor(rows))

    def forward(self, x: Tensor) -> Tensor:
        batch, length, d_model = x.shape
        return self.pe.narrow(0, 0, length).expand(batch, length, d_model).add(x)


@misconception(
    en="The pattern is chosen by the batch axis: all positions of a sample get the same one, and "
    "samples differ; positions run along axis 1.",
    zh="按批次轴取了编码：同一个样本的所有位置都一样，样本之间反而不同；位置在第 1 轴上。",
)
class ByTheBatchAxis(PositionalEncoding):
    def forward(self, x: Tensor) -> Tensor:
        return x + self.pe[: x.shape[0], None]


@misconception(
    en="The first B patterns are added as if they were the first L, so nothing fits unless the "
    "batch is as large as the sequence is long; cut `pe` to the length of axis 1.",
    zh="取了前 B 个编码，而不是前 L 个，批次大小与序列长度不等就对不上；"
    "应当按第 1 轴的长度截取 `pe`。",
)
class CutToTheBatch(PositionalEncoding):
    def forward(self, x: Tensor) -> Tensor:
        return x + self.pe[: x.shape[0]]


@misconception(
    en="All max_len patterns are added, which fits no shorter sequence; take the first L.",
    zh="把 max_len 个编码全加了上去，序列短一点就对不上；应当只取前 L 个。",
)
class NeverCut(PositionalEncoding):
    def forward(self, x: Tensor) -> Tensor:
        return x + self.pe


@misconception(
    en="The buffer moves with the module, but `forward` adds another tensor, a plain attribute, "
    "which stays on the CPU while `x` is on another device; add `self.pe`.",
    zh="缓冲区会随模块搬走，`forward` 加上的却是另一个普通属性里的张量，"
    "`x` 在别的设备上时，它还留在 CPU 上；应当加上 `self.pe`。",
)
class BufferNotUsed(PositionalEncoding):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__(d_model, max_len)
        self.table = self.pe.clone()

    def forward(self, x: Tensor) -> Tensor:
        return x + self.table[: x.shape[1]]


EQUIVALENT = {
    "pe = torch.zeros(max_len, d_model)": "every element is written afterwards",
    "pe[:, ::2] = torch.sin(angles)": "a slice starts at 0",
}


@misconception(
    en="A plain tensor attribute stays behind when the module moves to another device, and is not "
    "among its buffers; register it as a buffer.",
    zh="普通的张量属性不会跟着模块搬到别的设备，也不在缓冲区里；应当把它注册为 buffer。",
)
class PlainAttribute(nn.Module):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__()
        self.pe = PositionalEncoding(d_model, max_len).pe.clone()

    def forward(self, x: Tensor) -> Tensor:
        return x + self.pe[: x.shape[1]]


@misconception(
    en="A Parameter is trained by the optimiser, and these patterns are to stay as they are; "
    "register a buffer instead.",
    zh="Parameter 会被优化器更新，而这些编码应当保持不变；应当注册为 buffer。",
)
class AsParameter(nn.Module):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__()
        self.pe = nn.Parameter(PositionalEncoding(d_model, max_len).pe.clone())

    def forward(self, x: Tensor) -> Tensor:
        return x + self.pe[: x.shape[1]]


@misconception(
    en="There is a cosine for every sine, but an odd d_model has one place less for the cosines; "
    "leave out the last.",
    zh="每个正弦都配了一个余弦，可 d_model 为奇数时，余弦的位置少一个；应当去掉最后一个。",
)
class EvenOnly(PositionalEncoding):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__(d_model, max_len)
        angles = torch.arange(max_len)[:, None] / 10000 ** (torch.arange(0, d_model, 2) / d_model)
        self.pe[:, 1::2] = torch.cos(angles)


@misconception(
    en="Each cosine has a rate of its own; it shares that of the sine beside it, so both exponents "
    "are 2 * i / d_model.",
    zh="余弦用了自己的频率；它应当和旁边的正弦同频，两者的指数都是 2 * i / d_model。",
)
class CosinesOfTheirOwn(PositionalEncoding):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__(d_model, max_len)
        angles = torch.arange(max_len)[:, None] / 10000 ** (torch.arange(d_model) / d_model)
        self.pe[:, 1::2] = torch.cos(angles[:, 1::2])


@misconception(
    en="The exponent counts the pairs, i / d_model, so that the rates fall half as fast; it is "
    "2 * i / d_model.",
    zh="指数写成了 i / d_model，频率下降得慢了一半；应当是 2 * i / d_model。",
)
class HalfTheExponent(PositionalEncoding):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__(d_model, max_len)
        pairs = torch.arange((d_model + 1) // 2)
        angles = torch.arange(max_len)[:, None] / 10000 ** (pairs / d_model)
        self.pe[:, 0::2] = torch.sin(angles)
        self.pe[:, 1::2] = torch.cos(angles[:, : d_model // 2])


@misconception(
    en="All sines come first and all cosines after; they take turns: sine at even features, "
    "cosine at odd ones.",
    zh="先放了所有的正弦，再放所有的余弦；应当交替排列：偶数特征放正弦，奇数特征放余弦。",
)
class InHalves(PositionalEncoding):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__(d_model, max_len)
        self.pe = torch.cat([self.pe[:, 0::2], self.pe[:, 1::2]], dim=1)


@misconception(
    en="Sines and cosines have changed places: sine goes to the even features, cosine to the odd.",
    zh="正弦和余弦放反了：正弦放在偶数特征，余弦放在奇数特征。",
)
class CosinesFirst(PositionalEncoding):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__(d_model, max_len)
        angles = torch.arange(max_len)[:, None] / 10000 ** (torch.arange(0, d_model, 2) / d_model)
        self.pe[:, 0::2] = torch.cos(angles)
        self.pe[:, 1::2] = torch.sin(angles[:, : d_model // 2])


@misconception(
    en="Positions are counted from 1; the first position is 0, with sines of 0 and cosines of 1.",
    zh="位置从 1 数起了；第一个位置是 0，它的正弦全是 0，余弦全是 1。",
)
class CountedFromOne(PositionalEncoding):
    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__(d_model, max_len + 1)
        self.pe = self.pe[1:]


@misconception(
    en="The patterns are returned by themselves; add them to x.",
    zh="只返回了编码本身；应当把它加到 x 上。",
)
class NotAdded(PositionalEncoding):
    def forward(self, x: Tensor) -> Tensor:
        return torch.zeros_like(x) + self.pe[: x.shape[1]]


@misconception(
    en="`+=` writes into the caller's x; make a new tensor.",
    zh="`+=` 改写了调用者的 x；应当生成新的张量。",
)
class InPlace(PositionalEncoding):
    def forward(self, x: Tensor) -> Tensor:
        x += self.pe[: x.shape[1]]
        return x
