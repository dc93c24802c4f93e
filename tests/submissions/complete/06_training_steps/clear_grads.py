"""Clear the gradients of a model."""

from torch import nn


def clear_grads(model: nn.Module) -> None:
    """Write zeros over every gradient that there is."""
    for p in model.parameters():
        if p.grad is not None:
            p.grad.fill_(0.0)
