"""Log how large the gradient of each parameter is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import nn

if TYPE_CHECKING:  # the package tensorboard need not be installed to write this function
    from torch.utils.tensorboard import SummaryWriter


def log_gradients(writer: SummaryWriter, model: nn.Module, step: int) -> None:
    """Write the norm of each parameter's gradient at `step`, as the scalar `grad_norm/<name>`.

    <name> is the parameter's name in `model.named_parameters()`, and the norm is the Euclidean
    one: the root of the sum of the squares of all elements. A parameter without a gradient (None)
    is left out; one whose gradient is zero is not. The model and its gradients are left as they
    are.
    """
    raise NotImplementedError
