"""Nested tensors, which the fast path of a Transformer makes where a mask says what is padding.

A nested tensor is a buffer and three small CPU tensors that say what lies where in it: the buffer
gets the other label.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

_aten: Any = torch.ops.aten
_CPU = torch._C.DispatchKeySet(torch._C.DispatchKey.CPU)
_NESTED_CPU = torch._C.DispatchKeySet(torch._C.DispatchKey.NestedTensorCPU)
LAYOUT = ("_nested_tensor_size", "_nested_tensor_strides", "_nested_tensor_storage_offsets")


def relabelled_nested(nested: Tensor, relabel: Callable[[Tensor], Tensor]) -> Tensor:
    """The same nested tensor over a buffer with the label that `relabel` gives."""
    buffer = relabel(_aten.values.default.redispatch(_NESTED_CPU, nested))
    layout = [describe(name, nested) for name in LAYOUT]
    result: Tensor = _aten._nested_view_from_buffer.default.redispatch(_CPU, buffer, *layout)
    return result


def describe(name: str, nested: Tensor) -> Tensor:
    """One of the tensors in LAYOUT; they are always on the CPU."""
    found: Tensor = getattr(_aten, name).default.redispatch(_NESTED_CPU, nested)
    return found
