"""Torch and NumPy values as plain data, and back."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder.wire.check import ARRAY_WIDTHS
from autograder.wire.plain import (
    MAX_DEPTH,
    SEEN,
    ArrayData,
    MappingData,
    Named,
    Opaque,
    Plain,
    SequenceData,
    TensorData,
)

MAX_ELEMENTS = 1 << 22
MAX_ITEMS = 100_000
DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.float32, torch.float64, torch.float16, torch.bfloat16,
        torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8,
        torch.bool, torch.complex64, torch.complex128,
    )
}  # fmt: skip
_NAMES = {dtype: name for name, dtype in DTYPES.items()}
_LONGEST = 1100  # characters of an integer: 4096 bits in hexadecimal, a sign, a prefix
_ARRAY_KINDS = "biufc"
_UNBUILT = (ArithmeticError, AssertionError, RuntimeError, SyntaxError, TypeError, ValueError)


class NotPlainError(ValueError):
    """A value or a piece of plain data that has no counterpart on the other side."""


class Seen(dict[str, Any]):
    """The labelled things that a probe saw; see `autograder.observe.seen`."""


def to_plain(value: Any, *, layout: bool = False, depth: int = 0) -> Plain:
    """Turn a value into plain data, without failing: what is not plain becomes `Opaque`.

    With `layout`, strides, offsets, gradient flags and read-only flags are kept, as an input
    needs; without it only what a value is: type, dtype, shape, device and elements. Tensors above
    `MAX_ELEMENTS` elements and nesting below `MAX_DEPTH` are named, not copied.
    """
    try:
        return _to_plain(value, type(value), layout=layout, depth=depth)
    except Exception as error:  # a student's class may do anything, and torch has odd tensors
        return Opaque(type_name(type(value)), f"cannot be read: {type_name(type(error))}")


def _to_plain(value: Any, kind: type, *, layout: bool, depth: int) -> Plain:
    same: Plain = value
    if value is None or kind is bool or kind is float:
        return same
    if kind is int:
        return same if -(1 << 63) <= value < 1 << 63 else Named("int", _big(value))
    if kind is str:
        return clean_text(value)
    if kind is Tensor or kind is torch.nn.Parameter:
        return _tensor_to_plain(value, layout=layout)
    if kind is np.ndarray:
        return _array_to_plain(value, layout=layout)
    if kind in (torch.dtype, torch.device, complex) or issubclass(kind, np.generic):
        return Named(type_name(kind), clean_text(str(value)))
    if kind is bytes:
        return Opaque("bytes", f"{len(value)} bytes")
    if depth >= MAX_DEPTH:
        return Opaque(type_name(kind), "nested too deeply")
    return _container_to_plain(value, kind, layout=layout, depth=depth)


def _container_to_plain(value: Any, kind: type, *, layout: bool, depth: int) -> Plain:
    if kind in (list, tuple, torch.Size) or (issubclass(kind, tuple) and hasattr(kind, "_fields")):
        items = value if kind is list else tuple(tuple.__iter__(value))  # not what it says it is
        if len(items) > MAX_ITEMS:
            return Opaque(type_name(kind), f"{len(items)} items")
        name = "torch.Size" if kind is torch.Size else type_name(kind)
        return SequenceData(
            name, tuple(to_plain(item, layout=layout, depth=depth + 1) for item in items)
        )
    if kind in (dict, Seen):
        if len(value) > MAX_ITEMS:
            return Opaque(type_name(kind), f"{len(value)} items")
        return MappingData(
            SEEN if kind is Seen else "dict",
            tuple(
                (to_plain(key, depth=depth + 1), to_plain(item, layout=layout, depth=depth + 1))
                for key, item in value.items()
            ),
        )
    return Opaque(type_name(kind))


def _big(value: int) -> str:
    return hex(value) if value.bit_length() <= 4096 else f"an integer of {value.bit_length()} bits"


def type_name(kind: type) -> str:
    """The name of a type, with its module unless built in; a metaclass is not asked."""
    name = type.__dict__["__qualname__"].__get__(kind)
    module = type.__dict__["__module__"].__get__(kind)
    if type(module) is not str:
        module = "?"
    return clean_text(name if module == "builtins" else f"{module}.{name}")


def clean_text(text: str) -> str:
    """A text that can be encoded: lone surrogates are written out, a subclass is left behind."""
    return str.encode(text, "utf-8", "backslashreplace").decode()


def _tensor_to_plain(tensor: Tensor, *, layout: bool) -> Plain:
    name = _NAMES.get(tensor.dtype)
    shape = tuple(tensor.shape)
    if name is None or tensor.layout is not torch.strided:
        return Opaque("torch.Tensor", f"{tensor.dtype}, {tensor.layout}, shape {shape}")
    device = str(tensor.device)
    if tensor.device.type == "meta":
        return TensorData(name, shape, b"", device, requires_grad=layout and tensor.requires_grad)
    if tensor.numel() > MAX_ELEMENTS:
        return Opaque("torch.Tensor", f"{tensor.numel()} elements, shape {shape}")
    plain = tensor.detach()
    if not layout:
        return TensorData(name, shape, _elements(plain), device)
    grad = tensor.requires_grad
    if not plain.numel() or (plain.is_contiguous() and plain.storage_offset() == 0):
        return TensorData(name, shape, _elements(plain), device, requires_grad=grad)
    stride, offset = tuple(plain.stride()), int(plain.storage_offset())
    span = offset + _span(shape, stride)
    storage = plain.as_strided((span,), (1,), 0)
    return TensorData(name, shape, _elements(storage), device, stride, offset, grad)


def _span(shape: tuple[int, ...], stride: tuple[int, ...]) -> int:
    if 0 in shape:
        return 0
    return 1 + sum((side - 1) * step for side, step in zip(shape, stride, strict=True))


def _elements(tensor: Tensor) -> bytes:
    tensor = tensor.cpu().resolve_conj().resolve_neg()
    if tensor.dtype is torch.bfloat16:
        tensor = tensor.view(torch.int16)
    return tensor.numpy().tobytes()


def _array_to_plain(array: np.ndarray[Any, Any], *, layout: bool) -> Plain:
    if array.dtype.kind not in _ARRAY_KINDS:
        return Opaque("numpy.ndarray", f"dtype {array.dtype}, shape {array.shape}")
    if array.size > MAX_ELEMENTS:
        return Opaque("numpy.ndarray", f"{array.size} elements, shape {array.shape}")
    dtype, shape = array.dtype.str, tuple(array.shape)
    writeable = bool(array.flags.writeable) or not layout
    if not layout or array.flags.c_contiguous or array.size == 0:
        return ArrayData(dtype, shape, array.tobytes(), writeable=writeable)
    steps = [(side - 1) * step for side, step in zip(shape, array.strides, strict=True)]
    before = -sum(step for step in steps if step < 0)
    length = before + sum(step for step in steps if step > 0) + array.itemsize
    data = ctypes.string_at(array.ctypes.data - before, length)
    return ArrayData(dtype, shape, data, tuple(array.strides), before, writeable)


def from_plain(data: Plain) -> Any:
    """Build the value that plain data describes; every call builds a fresh one.

    Raises NotPlainError for what cannot be built (`Opaque`, a shape that its bytes do not fill).
    """
    try:
        return _from_plain(data)
    except NotPlainError:
        raise
    except _UNBUILT as error:
        raise NotPlainError(f"{type(error).__name__}: {error}") from error


def _from_plain(data: Plain) -> Any:
    if isinstance(data, TensorData):
        return _tensor_from_plain(data)
    if isinstance(data, ArrayData):
        return _array_from_plain(data)
    if isinstance(data, SequenceData):
        items = [_from_plain(item) for item in data.items]
        makers: dict[str, Any] = {"list": list, "tuple": tuple, "torch.Size": torch.Size}
        if data.kind not in makers:
            raise NotPlainError(f"a sequence of the unknown kind {data.kind!r}")
        return makers[data.kind](items)
    if isinstance(data, MappingData):
        return {_from_plain(key): _from_plain(item) for key, item in data.items}
    if isinstance(data, Named):
        return _named_from_plain(data)
    if isinstance(data, Opaque):
        raise NotPlainError(f"{data.type_name} cannot be rebuilt from plain data")
    return data


def _named_from_plain(data: Named) -> Any:
    if data.kind == "torch.dtype" and data.name.removeprefix("torch.") in DTYPES:
        return DTYPES[data.name.removeprefix("torch.")]
    if data.kind == "torch.device":
        return torch.device(data.name)
    if data.kind == "int" and len(data.name) <= _LONGEST:
        return int(data.name, 16)
    if data.kind == "complex":
        return complex(data.name)
    raise NotPlainError(f"{data.kind} {data.name!r} cannot be rebuilt from plain data")


def _tensor_from_plain(data: TensorData) -> Tensor:
    dtype = DTYPES.get(data.dtype)
    if dtype is None:
        raise NotPlainError(f"unknown dtype {data.dtype!r}")
    if data.device.startswith("meta"):
        return torch.empty(data.shape, dtype=dtype, device="meta", requires_grad=data.requires_grad)
    carrier = np.dtype("int16") if dtype is torch.bfloat16 else _carrier(dtype)
    step = None if data.stride is None else [s * carrier.itemsize for s in data.stride]
    array = _buffer(carrier, data.shape, data.data, step, data.offset * carrier.itemsize)
    tensor = torch.from_numpy(array)
    if dtype is torch.bfloat16:
        tensor = tensor.view(torch.bfloat16)
    if data.device != "cpu":
        tensor = tensor.to(data.device)
    return tensor.requires_grad_() if data.requires_grad else tensor


def _carrier(dtype: torch.dtype) -> np.dtype[Any]:
    return np.dtype(str(dtype).removeprefix("torch."))


def _array_from_plain(data: ArrayData) -> np.ndarray[Any, Any]:
    if data.dtype not in ARRAY_WIDTHS:  # NumPy itself may crash on a name: np.dtype("M8[s/0]")
        raise NotPlainError(f"an array of dtype {data.dtype!r} is not plain data")
    stride = None if data.stride is None else list(data.stride)
    array = _buffer(np.dtype(data.dtype), data.shape, data.data, stride, data.offset)
    array.flags.writeable = data.writeable
    return array


def _buffer(
    dtype: np.dtype[Any],
    shape: tuple[int, ...],
    data: bytes,
    stride: list[int] | None,
    offset: int,
) -> np.ndarray[Any, Any]:
    """Lay an array over a fresh copy of `data`; NumPy checks that it lies inside, if any is."""
    count = math.prod(shape)
    if min(shape, default=1) < 0 or count > MAX_ELEMENTS or len(shape) > 32:
        raise NotPlainError(f"no array has the shape {shape}")
    if (stride is None and len(data) != count * dtype.itemsize) or (count and not data):
        raise NotPlainError(f"{len(data)} bytes do not fill the shape {shape} of {dtype}")
    return (
        np.ndarray(shape, dtype, bytearray(data), offset, stride)
        if count
        else np.empty(shape, dtype)
    )
