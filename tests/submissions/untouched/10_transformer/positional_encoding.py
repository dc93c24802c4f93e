"""Tell a Transformer where in the sequence each position is."""

from torch import Tensor, nn


class PositionalEncoding(nn.Module):
    """Adds a pattern of sines and cosines to a sequence, a different one at each position."""

    def __init__(self, d_model: int, max_len: int) -> None:
        """Prepare the patterns of the positions 0 to max_len - 1.

        They are kept in a buffer named `pe`, in float32: it is no parameter, and moves with the
        module to another device. With position p and feature pairs i = 0, 1, 2, …

            feature 2 * i      sin(p / 10000 ** (2 * i / d_model))
            feature 2 * i + 1  cos(p / 10000 ** (2 * i / d_model))

        Where d_model is odd, the last sine has no cosine beside it.
        """
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Return x, (B, L, d_model), plus the pattern of each position, for all samples alike.

        L is at most max_len. x itself is left as it is.
        """
        raise NotImplementedError
