"""Build the linear layer: a weight, a bias, and a product."""

import torch
from torch import Tensor, nn


class MyLinear(nn.Module):
    """A linear layer of our own."""

    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        """Draw the parameters."""
        super().__init__()
        k = d_in**-0.5
        self.weight = (2 * torch.rand(d_out, d_in) - 1) * k
        self.bias = (2 * torch.rand(d_out) - 1) * k if bias else None
        self.weight.requires_grad_()
        if bias:
            self.bias.requires_grad_()

    def forward(self, x: Tensor) -> Tensor:
        """Multiply and add."""
        y = x @ self.weight.T
        return y if self.bias is None else y + self.bias
