"""Checking plain data that came from a worker: the types fit already, the contents may lie."""

from __future__ import annotations

import math
import re

import numpy as np

from autograder.wire.codec import MalformedFrameError
from autograder.wire.plain import (
    MAX_DEPTH,
    ArrayData,
    MappingData,
    Plain,
    SequenceData,
    TensorData,
)
from autograder.wire.record import Observation

_WIDTHS = {
    "float32": 4, "float64": 8, "float16": 2, "bfloat16": 2, "int64": 8, "int32": 4, "int16": 2,
    "int8": 1, "uint8": 1, "bool": 1, "complex64": 8, "complex128": 16,
}  # fmt: skip
ARRAY_WIDTHS = {
    dtype.str: dtype.itemsize
    for code in "?bBhHiIlLqQefdgFDG"
    for dtype in (np.dtype(code), np.dtype(code).newbyteorder())
}
_MAX_RANK = 64
_DEVICE = re.compile(r"[a-z]{1,20}(:[0-9]{1,4})?", re.ASCII)


def check_observation(observation: Observation) -> None:
    """Raise MalformedFrameError unless it is what `to_plain` could have made.

    Every array has the bytes that its shape needs, and nothing is nested too deeply.
    """
    if observation.unusable and observation.raised is None:
        raise MalformedFrameError("a value is unusable, and nothing says why")
    if observation.raised is not None and not observation.raised.types:
        raise MalformedFrameError("an exception of no type")
    _check(observation.value, 0)


def _check(value: Plain, depth: int) -> None:
    if isinstance(value, TensorData):
        width = _WIDTHS.get(value.dtype)
        if width is None:
            raise MalformedFrameError(f"unknown dtype {value.dtype[:50]!r}")
        if not _DEVICE.fullmatch(value.device):
            raise MalformedFrameError("no device is called so")
        _check_size(value, 0 if value.device.startswith("meta") else width)
    elif isinstance(value, ArrayData):
        if value.dtype not in ARRAY_WIDTHS:
            raise MalformedFrameError(f"unknown dtype {value.dtype[:50]!r}")
        _check_size(value, ARRAY_WIDTHS[value.dtype])
    elif isinstance(value, SequenceData | MappingData):
        if depth >= MAX_DEPTH:
            raise MalformedFrameError("nested too deeply")
        for item in value.items:
            for part in item if isinstance(item, tuple) else (item,):
                _check(part, depth + 1)


def _check_size(value: TensorData | ArrayData, width: int) -> None:
    shape = value.shape
    if value.stride is not None or len(shape) > _MAX_RANK or min(shape, default=0) < 0:
        raise MalformedFrameError(f"no observed array has the shape {shape}")
    if len(value.data) != math.prod(shape) * width:
        raise MalformedFrameError(f"{len(value.data)} bytes do not fill the shape {shape}")
