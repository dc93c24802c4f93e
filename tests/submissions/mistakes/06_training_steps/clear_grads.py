"""Clear the gradients of a model."""

from torch import nn


def clear_grads(model: nn.Module) -> None:
    """Write zeros over every gradient."""
    for p in model.parameters():
        p.grad.fill_(0.0)
