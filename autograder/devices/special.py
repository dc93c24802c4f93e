"""Kernels that differ from the generic one: they make, move or resize tensors, or CUDA fuses them.

Each takes the machine first, then what its operator takes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from autograder.devices.kernel import CPU, CPU_KEYS
from autograder.devices.machine import Machine
from autograder.devices.relabel import as_cpu, as_cuda

_aten = torch.ops.aten


def _cpu(tensor: Tensor) -> Tensor:
    return as_cpu(tensor) if tensor.is_cuda else tensor


def _empty(
    machine: Machine, size: Sequence[int], *, device: torch.device, dtype: Any = None,
    memory_format: Any = None, pin_memory: bool | None = None, layout: Any = None,
) -> Tensor:  # fmt: skip
    index = machine.ordinal(device)
    _refuse_pinning(pin_memory)
    made = _aten.empty.memory_format(size, dtype=dtype, device=CPU, memory_format=memory_format)
    return as_cuda(made, index)


def _empty_strided(
    machine: Machine, size: Sequence[int], stride: Sequence[int], *, device: torch.device,
    dtype: Any = None, pin_memory: bool | None = None, layout: Any = None,
) -> Tensor:  # fmt: skip
    index = machine.ordinal(device)
    _refuse_pinning(pin_memory)
    return as_cuda(_aten.empty_strided.default(size, stride, dtype=dtype, device=CPU), index)


def _refuse_pinning(pin_memory: bool | None) -> None:
    if pin_memory:
        raise RuntimeError("Only dense CPU tensors can be pinned")


def _zeros_without_memory(
    machine: Machine, size: Sequence[int], *, device: torch.device, dtype: Any = None, **_: Any
) -> Tensor:
    return as_cuda(torch.zeros(size, dtype=dtype, device=CPU), machine.ordinal(device))


def _copy_(machine: Machine, out: Tensor, source: Tensor, non_blocking: bool = False) -> Tensor:
    machine.refuse_if_forked()
    _aten.copy_.default(_cpu(out), _cpu(source))
    return out


def _to_copy(
    machine: Machine, tensor: Tensor, *, device: torch.device | None = None, dtype: Any = None,
    memory_format: Any = None, **_: Any,
) -> Tensor:  # fmt: skip
    device = tensor.device if device is None else device
    index = machine.ordinal(device) if device.type == "cuda" else -1
    copy: Tensor = _aten._to_copy.default(_cpu(tensor), dtype=dtype, memory_format=memory_format)
    if index >= 0:
        return as_cuda(copy, index)
    return copy if device.type == "cpu" else copy.to(device)


def _resize_(
    machine: Machine, tensor: Tensor, size: Sequence[int], memory_format: Any = None
) -> Tensor:
    """Memory that came in a capsule cannot grow: where it has to, other memory takes its place."""
    count = math.prod(size)
    needed = (tensor.storage_offset() + count) * tensor.element_size()
    if needed > tensor.untyped_storage().nbytes():
        larger = torch.empty(count, dtype=tensor.dtype, device=CPU)
        kept = min(count, tensor.numel())
        larger[:kept].copy_(as_cpu(tensor).reshape(-1)[:kept])
        source = as_cuda(larger, tensor.get_device())
        _aten.set_.source_Tensor.redispatch(CPU_KEYS, tensor, source)
    _aten.resize_.default.redispatch(CPU_KEYS, tensor, size, memory_format=memory_format)
    return tensor


def _set(overload: str) -> Callable[..., Tensor]:
    """`set_` changes which memory a tensor has, not the memory: as for views."""
    operator = getattr(_aten.set_, overload)
    return lambda _machine, *args, **kwargs: operator.redispatch(CPU_KEYS, *args, **kwargs)


def _convolution(
    machine: Machine,
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    *rest: Any,
) -> Tensor:
    """Convolution compares types before anything else (aten/src/ATen/native/Convolution.cpp)."""
    for name, other in (("weight", weight), ("bias", bias)):
        if other is not None and (input.device, input.dtype) != (other.device, other.dtype):
            raise RuntimeError(
                f"Input type ({input.type()}) and {name} type ({other.type()}) should be the same"
            )
    cpu_bias = None if bias is None else as_cpu(bias)
    result = _aten.convolution.default(as_cpu(input), as_cpu(weight), cpu_bias, *rest)
    return as_cuda(result, input.get_device())


def _native_dropout(
    machine: Machine,
    input: Tensor,
    p: float,
    train: bool | None,
) -> tuple[Tensor, Tensor]:
    index = input.get_device()
    values = as_cpu(input)
    if train is False or p == 0:
        kept = torch.ones_like(values, dtype=torch.bool)
        return as_cuda(values.clone(), index), as_cuda(kept, index)
    drawing = machine.generators[index].drawing
    mask = torch.empty_like(values, dtype=torch.float32).bernoulli_(1 - p, generator=drawing)
    scale = 0.0 if p == 1 else 1.0 / (1.0 - p)
    dropped = values * mask.to(values.dtype) * scale
    return as_cuda(dropped, index), as_cuda(mask.bool(), index)


def _softmax(name: str) -> Callable[..., Tensor]:
    """CUDA takes half precision and gives single, where it is asked to; the CPU does not."""
    operator = getattr(_aten, name).default

    def kernel(_machine: Machine, x: Tensor, axis: int, half_to_float: bool) -> Tensor:
        values = as_cpu(x)
        result = operator(values.float() if half_to_float else values, axis, False)
        return as_cuda(result, x.get_device())

    return kernel


def _softmax_backward(name: str) -> Callable[..., Tensor]:
    operator = getattr(_aten, name).default

    def kernel(
        _machine: Machine, gradient: Tensor, output: Tensor, axis: int, dtype: torch.dtype
    ) -> Tensor:
        result = operator(as_cpu(gradient), as_cpu(output), axis, gradient.dtype)
        return as_cuda(result.to(dtype), gradient.get_device())

    return kernel


_SET: dict[str, Callable[..., Any]] = {
    f"set_.{overload}".removesuffix(".default"): _set(overload)
    for overload in _aten.set_.overloads()
}
SPECIAL: dict[str, Callable[..., Any]] = {
    **_SET,
    "empty.memory_format": _empty,
    "empty_strided": _empty_strided,
    "_efficientzerotensor": _zeros_without_memory,
    "copy_": _copy_,
    "_to_copy": _to_copy,
    "resize_": _resize_,
    "convolution": _convolution,
    "native_dropout": _native_dropout,
    "_softmax": _softmax("_softmax"),
    "_log_softmax": _softmax("_log_softmax"),
    "_softmax_backward_data": _softmax_backward("_softmax_backward_data"),
    "_log_softmax_backward_data": _softmax_backward("_log_softmax_backward_data"),
    "record_stream": lambda *_: None,
    "_fused_sdp_choice": lambda *_, **__: 0,  # the composition, not a fused kernel
    "_use_cudnn_ctc_loss": lambda *_: False,
    "_use_cudnn_ctc_loss.Tensor": lambda *_: False,
    "_use_miopen_ctc_loss": lambda *_: False,
    "_use_miopen_ctc_loss.Tensor": lambda *_: False,
}
