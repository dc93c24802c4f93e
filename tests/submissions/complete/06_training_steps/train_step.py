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
    """Forward, backward, step."""
    model.train()
    prediction = model(x)
    loss = loss_fn(prediction, y)

    opt.zero_grad()
    loss.backward()
    opt.step()

    return float(loss)
