"""Build the linear layer: a weight, a bias, and a product."""

import torch
from torch import Tensor, nn


class MyLinear(nn.Module):
    """A linear layer of our own."""

    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        """Draw the parameters."""
        super().__init__()
        k = d_in**-0.5
        self.weight = nn.Parameter((2 * torch.rand(d_out, d_in) - 1) * k)
        if bias:
            self.bias = nn.Parameter((2 * torch.rand(d_out) - 1) * k)
        else:
            self.bias = None

    def forward(self, x: Tensor) -> Tensor:
        """Multiply and add."""
        out = torch.einsum("...i,oi->...o", x, self.weight)
        if self.bias is not None:
            out = out + self.bias
        return out
