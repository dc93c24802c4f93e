"""Tell a Transformer where in the sequence each position is."""

import math

import torch
from torch import Tensor, nn


class PositionalEncoding(nn.Module):
    """The usual sines and cosines."""

    def __init__(self, d_model: int, max_len: int) -> None:
        super().__init__()
        pe = torch.zeros(max_len, d_model)
        position = torch.arange(0, max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)[:, : pe[:, 1::2].shape[1]]
        self.register_buffer("pe", pe.unsqueeze(1))

    def forward(self, x: Tensor) -> Tensor:
        """Add the first rows, as the tutorial does."""
        return x + self.pe[: x.size(0)]
