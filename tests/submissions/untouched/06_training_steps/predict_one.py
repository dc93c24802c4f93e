"""Ask a trained model about one sample."""

from torch import Tensor, nn


def predict_one(model: nn.Module, x: Tensor) -> Tensor:
    """Return what `model` predicts for the one sample `x`, which has no batch axis.

    `model` takes a batch (N, ...) and gives a batch (N, ...). It is given a batch that holds just
    this sample, (1, ...), and computes in eval mode, with all its submodules, whatever mode they
    were in. The result is the one prediction, without the batch axis; its other axes stay, also
    those of size 1. `model` and `x` are on the same device, the CPU or another one, and so is the
    result. No graph hangs on it: it does not require a gradient, whatever `x` and the parameters
    do.

    Afterwards everything is as it was: the mode of the model and of each of its submodules (they
    need not all have been in the same one), the parameters, `x`, and autograd is on. That also
    holds where the model raises an exception, which goes on to the caller.
    """
    raise NotImplementedError
