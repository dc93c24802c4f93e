"""Build a model of two layers."""

from torch import Tensor, nn


class TwoLayerNet(nn.Module):
    """A linear layer, a ReLU, and a second linear layer.

    Its parameters are the weights and the biases of the two linear layers, four tensors that
    require a gradient, and there is nothing else in its `state_dict`. They are there as soon as the
    model is made, and every call of the model computes with them. The names are up to you.
    """

    def __init__(self, d_in: int, d_h: int, d_out: int) -> None:
        """Make the layers: from `d_in` numbers to `d_h`, and from `d_h` to `d_out`."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Map a batch `x` (N, d_in) to (N, d_out).

        The ReLU stands between the layers, nothing behind the second one. Gradients flow back to
        all parameters, and to `x` where it requires one. `x` is left as it is. It is on the device
        to which the model was moved, and so is the result.
        """
        raise NotImplementedError
