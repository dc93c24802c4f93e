"""Draw random numbers, evenly spread over a range, from a generator."""

import torch
from torch import Tensor


def uniform(shape: tuple[int, ...], low: float, high: float, generator: torch.Generator) -> Tensor:
    """Draw a float32 tensor of the given `shape`, uniformly from [low, high), with low < high.

    The randomness comes from `generator` and from nothing else: a generator that starts from the
    same seed gives the same numbers, one from another seed gives others, and each call moves the
    generator on, so that the next call gives fresh numbers. PyTorch's global random state is
    neither read nor changed. Which numbers a seed gives is up to you.
    """
    raise NotImplementedError
