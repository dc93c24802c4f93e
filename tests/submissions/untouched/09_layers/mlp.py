"""Stack linear layers, with ReLU between them."""

from torch import Tensor, nn


class MLP(nn.Module):
    """Linear layers in a row, each followed by ReLU, but for the last.

    The layers are like nn.Linear: each has a weight of shape (outputs, inputs) and a bias of shape
    (outputs,), all of them its own, and all of them parameters of the model. There are no other
    parameters.
    """

    def __init__(self, sizes: list[int]) -> None:
        """Make a layer from each size to the next.

        `sizes` holds at least two numbers: how many a sample has at the start, after each layer in
        between, and at the end.
        """
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Take a batch of shape (N, sizes[0]) to one of shape (N, sizes[-1]).

        It is on the device to which the model was moved, and so is the result.
        """
        raise NotImplementedError
