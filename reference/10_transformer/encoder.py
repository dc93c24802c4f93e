"""The solutions of Encoder: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - everybody's name for it

from autograder import alternative, misconception


class Encoder(nn.Module):
    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(d_model, heads, d_model, batch_first=True)
        self.layers = nn.TransformerEncoder(layer, layers)

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        return self.layers(x, src_key_padding_mask=pad)


class NormFirst(nn.Module):
    def __init__(self, d_model: int, heads: int) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(d_model, heads, batch_first=True)
        self.before, self.between = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.feed = nn.Sequential(
            nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model)
        )

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        y = self.before(x)
        x = x + self.attention(y, y, y, key_padding_mask=pad, need_weights=False)[0]
        return x + self.feed(self.between(x))


@alternative
class LayerByLayer(nn.Module):
    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(NormFirst(d_model, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(d_model)

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x, pad)
        return self.norm(x)


class ByHand(nn.Module):
    def __init__(self, d_model: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)
        self.norm = nn.LayerNorm(d_model)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        parts = self.qkv(x).unflatten(-1, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(*parts, attn_mask=~mask)
        return self.norm(x + self.out(mixed.transpose(1, 2).flatten(2)))


@alternative
class AttentionByHand(nn.Module):
    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__()
        self.prototype = ByHand(d_model, heads)  # of no use, and no harm
        self.blocks = nn.ModuleList([ByHand(d_model, heads) for _ in range(layers)])

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        mask = pad[:, None, None, :]
        for block in self.blocks:
            x = block(x, mask)
        return x.masked_fill(pad.unsqueeze(-1), 0.0)


@alternative
class PositionsFirst(nn.Module):
    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            *(nn.TransformerEncoderLayer(d_model, heads, 8, dropout=0.0) for _ in range(layers))
        )

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        x = x.transpose(0, 1)
        for layer in self.layers:
            x = layer(x, src_key_padding_mask=pad)
        return x.transpose(0, 1)


@misconception(
    en="Without `batch_first=True` the layers take axis 0 for the positions, so samples look at "
    "each other, and `pad` fits only by chance; say which axis is which.",
    zh="没有写 `batch_first=True`，各层就把第 0 轴当成位置，样本之间互相看，"
    "`pad` 也只是碰巧才对得上；应当说明哪个轴是批次。",
)
class BatchFirstOmitted(nn.Module):
    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(d_model, heads, d_model)
        self.layers = nn.TransformerEncoder(layer, layers)

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        return self.layers(x, src_key_padding_mask=pad)


@misconception(
    en="Axis 0 is taken for the positions and the mask is turned to fit, so that samples look at "
    "each other; the batch comes first here.",
    zh="把第 0 轴当成了位置，还把掩码转置来配合，结果样本之间互相看；这里第 0 轴是批次。",
)
class SamplesTakenForPositions(nn.Module):
    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(d_model, heads, d_model)
        self.layers = nn.TransformerEncoder(layer, layers)

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        return self.layers(x, src_key_padding_mask=pad.T)


@misconception(
    en="The real positions look at the padding as well; give the mask to every layer, and let it "
    "block the padding as keys.",
    zh="真实位置也会去看填充；应当把掩码交给每一层，并且挡住作为键的填充。",
)
class PaddingLookedAt(Encoder):
    def forward(self, x: Tensor, pad: Tensor) -> Tensor:  # noqa: ARG002 - the mistake
        return self.layers(x)


@misconception(
    en="The mask is the wrong way round, so just the padding is looked at; True means padding "
    "here, and blocked to the layers, too.",
    zh="掩码反了，看的恰恰只有填充；这里 True 表示填充，对各层来说 True 也表示挡住。",
)
class MaskInverted(Encoder):
    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        return self.layers(x, src_key_padding_mask=~pad)


@misconception(
    en="The padding is set to 0 but not blocked, and keys of 0 get weights, too, so the result "
    "depends on how much padding there is; block it in the attention.",
    zh="只把填充清成 0 而没有挡住，全 0 的键照样会分到权重，结果就随填充的多少而变；"
    "应当在注意力里把它挡住。",
)
class PaddingZeroed(Encoder):
    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        return self.layers(x.masked_fill(pad[..., None], 0.0))


@misconception(
    en="The mask is used in the first layer only, and the later ones look at the padding; each "
    "layer needs it.",
    zh="只有第一层用了掩码，后面的层又看到了填充；每一层都需要它。",
)
class MaskedOnce(Encoder):
    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        first, *others = self.layers.layers
        x = first(x, src_key_padding_mask=pad)
        for layer in others:
            x = layer(x)
        return x


@misconception(
    en="There is one layer's worth of parameters, whatever `layers` says; make as many layers as "
    "are asked for, each of them anew.",
    zh="不管 `layers` 是多少，参数都只有一层的量；要几层就应当建几层，而且每一层都要新建。",
)
class OneLayerRepeated(Encoder):
    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__(d_model, heads, 1)
        self.times = layers

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        for _ in range(self.times):
            x = super().forward(x, pad)
        return x


@misconception(
    en="Every layer gets the encoder's own input, so only the last one counts; hand each layer "
    "what the one before it gave.",
    zh="每一层拿到的都是编码器最初的输入，只有最后一层起作用；应当把前一层的输出交给下一层。",
)
class NotChained(Encoder):
    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        for layer in self.layers.layers:
            y = layer(x, src_key_padding_mask=pad)
        return y


@misconception(
    en="The mask of 0 and -inf is made on the CPU, while x and `pad` are on another device; pass "
    "`pad` itself on, or make the mask with `device=x.device`.",
    zh="由 0 和 -inf 组成的掩码建在 CPU 上，x 和 `pad` 却在别的设备上；"
    "应当直接传入 `pad`，或者用 `device=x.device` 创建掩码。",
)
class AddedMaskOnCpu(Encoder):
    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        added = torch.zeros(pad.shape)
        added[pad] = float("-inf")
        return self.layers(x, src_key_padding_mask=added)


EQUIVALENT = {
    "layer = nn.TransformerEncoderLayer(d_model, d_model, heads, batch_first=True)": (
        "the number of heads shows in no shape, and the size of the feed-forward part is free"
    ),
}


@misconception(
    en="Layers in a plain Python list are not registered, so the module has no parameters to "
    "train; use a ModuleList.",
    zh="放在普通 Python 列表里的层没有被注册，模块就没有可以训练的参数；应当使用 ModuleList。",
)
class LayersInAList(nn.Module):
    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__()
        self.blocks = [NormFirst(d_model, heads) for _ in range(layers)]

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x, pad)
        return x


@misconception(
    en="A causal mask lets each position look back only; in an encoder all positions of a sample "
    "look at each other.",
    zh="用了因果掩码，每个位置只能看前面；编码器里，同一样本的所有位置都应当互相看得到。",
)
class Causal(Encoder):
    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        length = x.shape[1]
        ahead = torch.ones(length, length, dtype=torch.bool, device=x.device).triu(1)
        return self.layers(x, mask=ahead, src_key_padding_mask=pad)


@misconception(
    en="There is no attention between positions, each goes through the layers alone; the positions "
    "of a sample have to look at each other.",
    zh="各个位置之间没有注意力，都是单独经过各层；同一样本的位置应当互相看得到。",
)
class NoAttention(nn.Module):
    def __init__(self, d_model: int, heads: int, layers: int) -> None:  # noqa: ARG002 - the mistake
        super().__init__()
        self.blocks = nn.Sequential(*(nn.Linear(d_model, d_model) for _ in range(layers)))

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        return self.blocks(x).masked_fill(pad[..., None], 0.0)
