"""Operators that CUDA has a fused kernel for and the CPU has none: composed of smaller ones.

They stand in for both the kernel and its derivative, since autograd sees the smaller ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor


def _lstm_cell(
    from_input: Tensor, from_hidden: Tensor, cell: Tensor,
    input_bias: Tensor | None = None, hidden_bias: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor]:  # fmt: skip
    gates = from_input + from_hidden
    if input_bias is not None and hidden_bias is not None:
        gates = gates + input_bias + hidden_bias
    admit, forget, candidate, show = gates.chunk(4, 1)
    new_cell = forget.sigmoid() * cell + admit.sigmoid() * candidate.tanh()
    return show.sigmoid() * new_cell.tanh(), new_cell, gates


def _gru_cell(
    from_input: Tensor, from_hidden: Tensor, hidden: Tensor,
    input_bias: Tensor | None = None, hidden_bias: Tensor | None = None,
) -> tuple[Tensor, Tensor]:  # fmt: skip
    if input_bias is not None and hidden_bias is not None:
        from_input, from_hidden = from_input + input_bias, from_hidden + hidden_bias
    input_reset, input_update, input_new = from_input.chunk(3, 1)
    hidden_reset, hidden_update, hidden_new = from_hidden.chunk(3, 1)
    reset = (input_reset + hidden_reset).sigmoid()
    update = (input_update + hidden_update).sigmoid()
    new = (input_new + reset * hidden_new).tanh()
    workspace = torch.cat([reset, update, new, hidden, hidden_new], 1)
    return new + update * (hidden - new), workspace


def _rms_norm(
    x: Tensor, normalized_shape: Sequence[int], weight: Tensor | None, eps: float | None
) -> tuple[Tensor, Tensor]:
    axes = list(range(-len(normalized_shape), 0))
    wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
    eps = torch.finfo(wide.dtype).eps if eps is None else eps
    scale = (wide.square().mean(axes, keepdim=True) + eps).rsqrt()
    normalised = (wide * scale).to(x.dtype)
    return normalised if weight is None else normalised * weight, scale


FUSED: dict[str, Callable[..., Any]] = {
    "_thnn_fused_lstm_cell": _lstm_cell,
    "_thnn_fused_gru_cell": _gru_cell,
    "_fused_rms_norm": _rms_norm,
}
