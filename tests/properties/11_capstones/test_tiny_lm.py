"""TinyLM predicts the next token from those before, and train_lm trains it."""

from dataclasses import dataclass

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import seen
from autograder.preload import preload_optimisers
from autograder.strategies import tensors

preload_optimisers()

SEEDS = st.integers(0, 2**31)
VOCAB = 8
STEPS = st.sampled_from((1, 2, 3, 5, 6, 7))  # not 4: a word and its reverse would both be new
SIZES = st.fixed_dictionaries(
    {
        "vocab": st.integers(2, 9),
        "d": st.sampled_from((12, 24)),
        "heads": st.sampled_from((1, 2, 3, 4)),
        "layers": st.integers(1, 3),
        "max_len": st.integers(6, 8),
    }
)


def tokens_of(least, most=6):
    """Tokens (B, L) of up to 4 sequences, with L from `least` to `most`; small enough for any."""
    shape = st.tuples(st.integers(1, 4), st.integers(least, most))
    return shape.flatmap(
        lambda s: st.lists(st.integers(0, 1), min_size=s[0] * s[1], max_size=s[0] * s[1]).map(
            lambda drawn: torch.tensor(drawn).reshape(s)
        )
    )


def output_of(model, tokens):
    """What a model says of tokens in eval mode; None where that is no tensor."""
    if isinstance(model, nn.Module):
        model.eval()
    output = model(tokens)
    return output.detach() if isinstance(output, Tensor) else None


def agree(first, second, rows):
    """Whether two outputs agree in the part that `rows` names, and have one."""
    if first is None or second is None or first.dim() != 3 or first.shape != second.shape:
        return False
    return torch.allclose(first[rows], second[rows], 1e-4, 1e-4)
