"""Let a sequence look at itself, in several ways at once."""

from torch import Tensor, nn


class MultiHeadSelfAttention(nn.Module):
    """Self-attention with several heads, each in a slice of the model's features of its own."""

    def __init__(self, d_model: int, heads: int) -> None:
        """Make the two Linear layers; raises ValueError unless `heads` divides `d_model`.

        `qkv` maps d_model features to 3 * d_model: first the queries, then the keys, then the
        values. `out` maps d_model to d_model. There are no other parameters.
        """
        raise NotImplementedError

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the attention of x, (B, L, d_model), over itself, of the same shape.

        With d = d_model / heads, head h takes the features from h * d to (h + 1) * d of queries,
        keys and values. Each head is a scaled dot-product attention of its own, over the positions
        of one sample; the results of the heads stand side by side, in order, and go through `out`.

        `mask` is bool, (L, L), the same for all samples and heads: mask[i, j] says that position i
        may not look at position j. Every position may look at one at least. x and `mask` are on the
        device to which the module was moved, and so is the result.
        """
        raise NotImplementedError
