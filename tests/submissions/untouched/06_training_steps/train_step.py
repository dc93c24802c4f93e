"""Train a model on one batch."""

from collections.abc import Callable

from torch import Tensor, nn
from torch.optim import Optimizer


def train_step(
    model: nn.Module,
    opt: Optimizer,
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
) -> float:
    """Let `opt` move the parameters of `model` by one step, on the batch `x` with its targets `y`.

    The model computes in train mode, whatever mode it and its submodules were in before. The loss
    is `loss_fn(output, target)`, in this order: what the model gives for `x`, and `y`. The step is
    one step of `opt`, along the gradient of this batch alone, whatever gradients were left before.
    The model and the batch are on the same device, the CPU or another one. Returns the loss as it
    was before the step, as a Python float.
    """
    raise NotImplementedError
