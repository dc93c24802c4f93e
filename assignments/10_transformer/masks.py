"""Say which positions may not be looked at: those ahead, and padding."""

import torch
from torch import Tensor


def masks(n: int, lengths: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
    """Return the tuple (causal, padding) of two bool masks on `device`; True means blocked.

    causal has shape (n, n): causal[i, j] says that position i may not look at position j, which
    is so where j comes after i. A position may look at itself.

    padding has shape (B, n): padding[b, j] says that position j is no part of sequence b, which is
    so from lengths[b] on. `lengths` is int64 of shape (B,), with values from 0 to n, on the CPU
    whatever `device` is.
    """
    raise NotImplementedError
