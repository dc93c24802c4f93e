"""The two labels of one memory: a CPU tensor as a CUDA tensor and back, without copying.

A DLPack capsule carries a tensor's device in a field of its own (dlpack.h: `DLTensor` begins with
`void* data; DLDevice device`). Overwriting that field between export and import gives a tensor of
the other device over the same memory, with that device's dispatch keys; the importer's deleter
keeps the memory alive.
"""

from __future__ import annotations

import ctypes
from typing import Any

import torch
from torch import Tensor

from autograder.devices.gap import SimulationGap
from autograder.devices.nested import relabelled_nested

_CPU, _CUDA = 1, 2  # kDLCPU and kDLCUDA
_DEVICE = 8  # where DLDevice begins: {int32 device_type, int32 device_id}
_STRIDES = 32  # where the pointer to the strides is
_word_at = ctypes.c_int64.from_address
_export: Any = torch._C._to_dlpack
_import: Any = torch._C._from_dlpack
_address = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)


def as_cpu(tensor: Tensor) -> Tensor:
    """A CPU tensor over the memory of a CUDA one, with its sizes and strides, outside any graph."""
    try:
        capsule = _export(tensor)
    except RuntimeError:
        if tensor.is_nested:
            return relabelled_nested(tensor, as_cpu)
        raise
    twin = _imported(tensor, capsule, _CPU)
    if tensor.is_conj():  # a capsule knows nothing of the two lazy bits
        twin = torch._conj(twin)
    return torch._neg_view(twin) if tensor.is_neg() else twin


def as_cuda(tensor: Tensor, index: int) -> Tensor:
    """A tensor of cuda:`index` over the memory of a CPU one; SimulationGap where it has none."""
    if tensor.layout is not torch.strided or tensor.is_quantized:
        raise SimulationGap(f"{tensor.layout} and quantized CUDA tensors are not simulated")
    if tensor._is_zerotensor() or tensor.is_neg() or tensor.is_conj():
        tensor = tensor.clone().resolve_conj().resolve_neg()
    try:
        capsule = _export(tensor)
    except (BufferError, RuntimeError) as error:
        if tensor.is_nested:
            return relabelled_nested(tensor, lambda buffer: as_cuda(buffer, index))
        raise SimulationGap(f"{tensor.dtype} CUDA tensors are not simulated") from error
    return _imported(tensor, capsule, _CUDA | index << 32)


def _imported(tensor: Tensor, capsule: Any, device: int) -> Tensor:
    """The tensor in a capsule of `tensor`, on another device."""
    address = _address(capsule, b"dltensor")
    _word_at(address + _DEVICE).value = device
    if _NORMALISES and min(tensor.shape, default=2) < 2:
        strides = _word_at(address + _STRIDES).value
        for number, stride in enumerate(tensor.stride()):
            _word_at(strides + 8 * number).value = stride
    twin: Tensor = _import(capsule)
    return twin


# Before PyTorch 2.9 a capsule has a tensor of its own, with other strides where a size is 0 or 1.
_NORMALISES = _import(_export(torch.empty(1, 3, device="cpu"))).stride() != (3, 1)
