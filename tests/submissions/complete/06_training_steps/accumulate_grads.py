"""Gather the gradient of many samples, batch by batch."""

from collections.abc import Callable

from torch import Tensor, nn


def accumulate_grads(
    model: nn.Module,
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    batches: list[tuple[Tensor, Tensor]],
) -> None:
    """Weigh each batch by its share of the samples."""
    for p in model.parameters():
        p.grad = None
    total = 0
    for x, _ in batches:
        total += x.size(0)
    for x, y in batches:
        share = x.size(0) / total
        loss = share * loss_fn(model(x), y)
        loss.backward()
