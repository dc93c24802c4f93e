"""A tiny language model, and the loop that trains it."""

from torch import Tensor, nn


class TinyLM(nn.Module):
    """A Transformer that predicts, at every position of a sequence, the token that comes next."""

    def __init__(self, vocab: int, d: int, heads: int, layers: int, max_len: int) -> None:
        """Make a model for `vocab` different tokens and sequences of up to `max_len` of them.

        `d` is the size of the vectors inside, a multiple of `heads`, the number of heads of
        attention. The model has `layers` layers of attention, each with parameters of its own.
        """
        raise NotImplementedError

    def forward(self, tokens: Tensor) -> Tensor:
        """Return logits (B, L, vocab) for tokens (B, L) int64, where 1 <= L <= max_len.

        The logits at position t are about token t + 1. They depend on the tokens at positions 0 to
        t of the same sequence, and on their order, but neither on later tokens nor on the other
        sequences of the batch. They are scores: no softmax is applied. The tokens are on the device
        to which the model was moved, and so are the logits.
        """
        raise NotImplementedError


def train_lm(model: nn.Module, batches: list[Tensor]) -> list[float]:
    """Train `model` in place, by one step for each batch, in order; return the loss of each.

    A batch is tokens (B, L) int64, with L >= 2; from one batch to the next, B and L may change.
    `model` maps tokens (B, L) to logits (B, L, vocab), as TinyLM does; it and the batches are on
    the same device. The loss of a batch is the mean cross-entropy of predicting each token from
    those before it: the logits at position t are compared with token t + 1, so there are L - 1
    predictions a sequence. It is measured before the batch's own step, and is a Python float. Each
    step goes along the gradient of its own batch alone.

    What is learnt in the grading is a copy: every sequence is a word of 2 tokens out of 8, twice.
    After 300 batches of 32 sequences, a TinyLM with one layer is to go on with 90 % or more of the
    right tokens after words that were in no batch. Adam with its default learning rate gets there.
    """
    raise NotImplementedError
