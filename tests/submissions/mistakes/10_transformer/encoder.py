"""Stack layers of self-attention, and keep padding out of it."""

from torch import Tensor, nn


class Encoder(nn.Module):
    """PyTorch's layers, with its defaults."""

    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(d_model=d_model, nhead=heads, dim_feedforward=64)
        self.encoder = nn.TransformerEncoder(layer, num_layers=layers)

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        """The padding mask goes in as it is."""
        return self.encoder(x, src_key_padding_mask=pad)
