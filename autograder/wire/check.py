"""Checking plain data that came from a worker: the types fit already, the contents may lie."""

from __future__ import annotations

import math

import numpy as np

from autograder.wire.codec import MalformedFrameError
from autograder.wire.plain import ArrayData, MappingData, Plain, SequenceData, TensorData
from autograder.wire.record import Observation

_WIDTHS = {
    "float32": 4, "float64": 8, "float16": 2, "bfloat16": 2, "int64": 8, "int32": 4, "int16": 2,
    "int8": 1, "uint8": 1, "bool": 1, "complex64": 8, "complex128": 16,
}  # fmt: skip
_ARRAY_KINDS = "biufc"
_MAX_RANK = 64


def check_observation(observation: Observation) -> None:
    """Raise MalformedFrameError unless every array has the bytes that its shape needs."""
    try:
        _check(observation.value)
    except RecursionError as error:
        raise MalformedFrameError("nested too deeply") from error


def _check(value: Plain) -> None:
    if isinstance(value, TensorData):
        width = _WIDTHS.get(value.dtype)
        if width is None:
            raise MalformedFrameError(f"unknown dtype {value.dtype!r}")
        _check_size(value, 0 if value.device.startswith("meta") else width)
    elif isinstance(value, ArrayData):
        _check_size(value, _array_width(value.dtype))
    elif isinstance(value, SequenceData):
        for item in value.items:
            _check(item)
    elif isinstance(value, MappingData):
        for key, item in value.items:
            _check(key)
            _check(item)


def _array_width(name: str) -> int:
    try:
        dtype = np.dtype(name)
    except (TypeError, ValueError, SyntaxError) as error:
        raise MalformedFrameError(f"unknown dtype {name!r}") from error
    if dtype.kind not in _ARRAY_KINDS or dtype.str != name:
        raise MalformedFrameError(f"dtype {name!r} is not plain data")
    return dtype.itemsize


def _check_size(value: TensorData | ArrayData, width: int) -> None:
    shape = value.shape
    if value.stride is not None or len(shape) > _MAX_RANK or min(shape, default=0) < 0:
        raise MalformedFrameError(f"no observed array has the shape {shape}")
    if len(value.data) != math.prod(shape) * width:
        raise MalformedFrameError(f"{len(value.data)} bytes do not fill the shape {shape}")
