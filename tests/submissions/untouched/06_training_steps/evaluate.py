"""Find out how good a classifier is."""

from torch import nn
from torch.utils.data import DataLoader


def evaluate(model: nn.Module, loader: DataLoader) -> tuple[float, float]:
    """Return the mean cross-entropy and the accuracy of `model` over all samples of `loader`.

    `loader` yields batches (x, y), at least one, the last of which may be smaller than the others:
    the model gives logits (N, C) for x, and y (N,) holds the right classes as int64. Both numbers
    are means over the samples, in which every sample counts the same, in whichever batch it is; the
    accuracy is the share of samples whose highest logit is that of the right class, from 0 to 1.
    They are returned as a tuple of two Python floats. The model and the batches are on the same
    device, the CPU or another one.

    The model computes in eval mode, with all its submodules, whatever mode they were in. Afterwards
    each of them is in the mode in which it was before (they need not all have been in the same
    one), and autograd is on. That also holds where the model raises an exception, which goes on to
    the caller.
    """
    raise NotImplementedError
