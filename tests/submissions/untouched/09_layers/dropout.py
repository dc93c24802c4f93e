"""Switch elements off at random, while training."""

from torch import Tensor, nn


class Dropout(nn.Module):
    """A layer that, in training mode, sets elements to 0 at random, each with probability `p`.

    Every element of every input has its own chance, drawn anew at each call. Those that are kept
    are divided by 1 - p, so that the expected value of each element stays what it was. In
    evaluation mode (after `.eval()`) the layer returns its input unchanged. It is the mode alone
    that decides, not whether autograd is recording.
    """

    def __init__(self, p: float) -> None:
        """Set the probability to drop an element; raises ValueError unless 0 <= p < 1."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Return a tensor like `x`, which itself stays as it is.

        `x` is float32 or float64, of any shape and on any device; shape, dtype and device stay.
        Gradients flow back to the kept elements.
        """
        raise NotImplementedError
