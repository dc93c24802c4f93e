"""Log a number at each step, for TensorBoard to draw as a curve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from torch import Tensor

if TYPE_CHECKING:  # the package tensorboard need not be installed to write this function
    from torch.utils.tensorboard import SummaryWriter


def log_scalars(
    writer: SummaryWriter, tag: str, values: Sequence[Tensor | float], start: int
) -> int:
    """Write each of `values` as a scalar under `tag`, the first at step `start`, each a step later.

    A value is a float, or a tensor with one element, which may require grad. When this returns,
    the writer has been flushed, so that nothing waits in a buffer; it is still open. Returns the
    step at which the next value would go; without any values that is `start`.
    """
    raise NotImplementedError
