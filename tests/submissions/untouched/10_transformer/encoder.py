"""Stack layers of self-attention, and keep padding out of it."""

from torch import Tensor, nn


class Encoder(nn.Module):
    """A Transformer encoder: layers of self-attention and feed-forward, one after the other."""

    def __init__(self, d_model: int, heads: int, layers: int) -> None:
        """Make `layers` layers for d_model features, with `heads` heads each.

        Each layer has parameters of its own, and works on what the layer before it gives. What is
        inside a layer beyond self-attention (norms, a feed-forward part of any size, dropout) is up
        to you; so is using the layers that PyTorch has. `heads` divides d_model.
        """
        raise NotImplementedError

    def forward(self, x: Tensor, pad: Tensor) -> Tensor:
        """Return the encoded x, of its own shape (B, L, d_model).

        `pad` is bool, (B, L): True means that the position is padding. All positions of a sample
        that are not padding look at each other. Nothing else gets through: in eval mode, the result
        at such a position is the same whatever the padding holds, however much of it there is at
        the end, and whatever the other samples of the batch are, even if one is nothing but
        padding. x and `pad` are on the device to which the module was moved, and so is the result,
        which is the same there. The result at padding itself may be anything.
        """
        raise NotImplementedError
