"""Build the linear layer: a weight, a bias, and a product."""

from torch import Tensor, nn


class MyLinear(nn.Module):
    """A layer that maps vectors of `d_in` numbers to vectors of `d_out` numbers.

    Its parameters are `weight`, of shape (d_out, d_in), and `bias`, of shape (d_out,); it has no
    others, and they are float32. Both start with random numbers, evenly spread between
    -1 / sqrt(d_in) and 1 / sqrt(d_in), and other ones in each new layer.
    """

    def __init__(self, d_in: int, d_out: int, bias: bool = True) -> None:
        """Make the parameters; where `bias` is False, `self.bias` is None and no parameter.

        `d_in` and `d_out` are at least 1.
        """
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Return, for each vector along the last axis of `x`, weight @ vector + bias.

        `x` has shape (..., d_in), with any number of axes in front, and the result (..., d_out).
        `x` is on the device to which the layer was moved, and so is the result. Gradients flow back
        to `x` and to the parameters.
        """
        raise NotImplementedError
