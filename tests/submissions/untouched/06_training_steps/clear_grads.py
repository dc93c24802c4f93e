"""Clear the gradients of a model."""

from torch import nn


def clear_grads(model: nn.Module) -> None:
    """Clear the gradient of every parameter of `model`, also of those inside its submodules.

    Afterwards the `.grad` of each is None or all zeros, whichever you like, whatever it was before:
    None, ordinary numbers, NaN or infinite, on the CPU or on another device. The parameters
    themselves stay as they are: the same values, and still leaves that require a gradient, so that
    the next backward pass leaves its own gradients and nothing of the old ones. Nothing is
    returned.
    """
    raise NotImplementedError
