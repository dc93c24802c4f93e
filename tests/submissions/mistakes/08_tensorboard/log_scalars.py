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
    for i, v in enumerate(values):
        writer.add_scalar(tag, v, i)
    writer.flush()
    return start + len(values)
