"""Gather the gradient of many samples, batch by batch."""

from collections.abc import Callable

from torch import Tensor, nn


def accumulate_grads(
    model: nn.Module,
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    batches: list[tuple[Tensor, Tensor]],
) -> None:
    """Leave in `model` the gradient of the mean loss over all samples of all `batches`.

    Each batch is a pair (x, y) of inputs and targets with samples along axis 0. There is at least
    one batch, and each holds at least one sample, but they need not hold equally many.
    `loss_fn(output, target)` takes what the model gives for x, and y, in this order, and gives the
    mean over the samples of that batch. Every sample counts the same, in whichever batch it is. The
    model and the batches are on the same device.

    The gradients that were there before, if any, play no part. The parameters keep their values.
    Nothing is returned.
    """
    raise NotImplementedError
