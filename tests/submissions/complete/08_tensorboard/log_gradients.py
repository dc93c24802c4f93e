"""Log how large the gradient of each parameter is."""

from torch import nn


def log_gradients(
    writer: "SummaryWriter",  # noqa: F821 - its package need not be installed
    model: nn.Module,
    step: int,
) -> None:
    """Write one norm for each gradient."""
    for name, p in model.named_parameters():
        if p.grad is None:
            continue
        norm = (p.grad**2).sum().sqrt().item()
        writer.add_scalar("grad_norm/" + name, norm, step)
