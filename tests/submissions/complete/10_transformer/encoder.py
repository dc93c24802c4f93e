"""Stack layers of self-attention, and keep padding out of it."""

from torch import Tensor, nn


class Block(nn.Module):
    """Attention and feed-forward, each with a residual."""

    def __init__(self, d_model: int, heads: int) -> None:
        super().__init__()
        self.attn = nn.MultiheadAttention(d_model, heads, dropout=0.1, batch_first=True)
        self.norm1 = nn.LayerNorm(d_model)
        self.norm2 = nn.LayerNorm(d_model)
        self.ff1 = nn.Linear(d_model, 2 * d_model)
        self.ff2 = nn.Linear(2 * d_model, d_model)

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        """Post-norm, as in the paper."""
        a, _ = self.attn(x, x, x, key_padding_mask=pad, need_weights=False)
        x = self.norm1(x + a)
        return self.norm2(x + self.ff2(self.ff1(x).relu()))


class Encoder(nn.Module):
    """A few blocks in a row."""

    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList()
        for _ in range(layers):
            self.blocks.append(Block(d_model, heads))

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        """Through every block, with the mask."""
        for block in self.blocks:
            x = block(x, pad)
        return x
