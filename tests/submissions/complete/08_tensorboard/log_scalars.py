"""Log a number at each step, for TensorBoard to draw as a curve."""

from collections.abc import Sequence

from torch import Tensor


def log_scalars(
    writer: "SummaryWriter",  # noqa: F821 - its package need not be installed
    tag: str,
    values: Sequence[Tensor | float],
    start: int,
) -> int:
    """Write the values one after the other."""
    step = start
    for v in values:
        writer.add_scalar(tag, v, global_step=step)
        step = step + 1
    writer.flush()
    return step
