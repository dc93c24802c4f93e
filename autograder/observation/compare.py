"""Comparing two observations: the first thing that differs, in a fixed order of aspects."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder.wire.codec import encode
from autograder.wire.plain import (
    ArrayData,
    MappingData,
    Named,
    Opaque,
    Plain,
    SequenceData,
    TensorData,
)
from autograder.wire.record import Observation

# The defaults of torch.testing.assert_close, by dtype:
# https://docs.pytorch.org/docs/stable/testing.html#torch.testing.assert_close
TOLERANCES = {
    "float16": (1e-3, 1e-5),
    "bfloat16": (1.6e-2, 1e-5),
    "float32": (1.3e-6, 1e-5),
    "float64": (1e-7, 1e-7),
    "complex64": (1.3e-6, 1e-5),
    "complex128": (1e-7, 1e-7),
}
EXACT = (0.0, 0.0)
_SCALARS = {"float": "float64", "complex": "complex128"}


@dataclass(frozen=True)
class Difference:
    """The first thing in which an observation differs from what was expected.

    `aspect` is one of "outcome", "error", "unusable", "type", "length", "keys", "shape", "dtype",
    "device", "values"; `path` leads to it through labels and positions; `expected` and `got` are
    short plain values, and `index` is the first element that differs, for "values" of an array.
    `pair` are the whole values that stand there, the expected one first.
    """

    aspect: str
    path: tuple[str | int, ...]
    expected: Plain
    got: Plain
    index: tuple[int, ...] | None = None
    pair: tuple[Plain, Plain] | None = field(default=None, compare=False, repr=False)


def compare(
    expected: Observation, got: Observation, *, rtol: float | None = None, atol: float | None = None
) -> Difference | None:
    """Compare in the order outcome, type, shape, dtype, device, values; None where all agree.

    Floating-point elements agree within torch.testing's tolerances for their dtype, or within
    `rtol` and `atol`; NaN agrees with NaN. An expected exception agrees with one of its type or
    of a derived type, whatever its message.
    """
    if got.unusable:
        if expected.unusable and _compare(expected.value, got.value, (), (rtol, atol)) is None:
            return _compare_raised(expected, got)
        return _unusable(expected, got)
    if expected.raised is not None or got.raised is not None:
        return _compare_raised(expected, got)
    return _compare(expected.value, got.value, (), (rtol, atol))


def _unusable(expected: Observation, got: Observation) -> Difference:
    value = expected.value
    if isinstance(value, MappingData) and value.items and value.items[0][0] == "result":
        found = _compare(value.items[0][1], got.value, ("result",), (None, None))
        if found is not None:
            return found
    return Difference("unusable", (), value, got.value)


def _compare_raised(expected: Observation, got: Observation) -> Difference | None:
    if expected.raised is None or got.raised is None:
        return Difference("outcome", (), _outcome(expected), _outcome(got))
    if expected.raised.type in got.raised.types:
        return None
    return Difference("error", (), expected.raised.type, got.raised.type)


def _outcome(observation: Observation) -> Plain:
    return observation.raised.type if observation.raised else observation.value


Tolerance = tuple[float | None, float | None]
Path = tuple[str | int, ...]


def _compare(expected: Plain, got: Plain, path: Path, tolerance: Tolerance) -> Difference | None:
    found = _first_difference(expected, got, path, tolerance)
    if found is None or found.pair is not None:
        return found
    return replace(found, pair=(expected, got))


def _first_difference(
    expected: Plain, got: Plain, path: Path, tolerance: Tolerance
) -> Difference | None:
    if kind_of(expected) != kind_of(got):
        return Difference("type", path, kind_of(expected), kind_of(got))
    if type(expected) is not type(got):  # two forms of one type: what is odd about it is said
        if isinstance(expected, Opaque) or isinstance(got, Opaque):
            return Difference("type", path, _form(expected), _form(got))
        return Difference("values", path, expected, got)
    if isinstance(expected, TensorData | ArrayData) and isinstance(got, TensorData | ArrayData):
        return _compare_arrays(expected, got, path, tolerance)
    if isinstance(expected, SequenceData) and isinstance(got, SequenceData):
        if len(expected.items) != len(got.items):
            return Difference("length", path, len(expected.items), len(got.items))
        for position, pair in enumerate(zip(expected.items, got.items, strict=True)):
            if found := _compare(*pair, (*path, position), tolerance):
                return found
        return None
    if isinstance(expected, MappingData) and isinstance(got, MappingData):
        return _compare_mappings(expected, got, path, tolerance)
    agree = expected == got or _numbers_agree(expected, got, tolerance)
    return None if agree else Difference("values", path, expected, got)


def _form(value: Plain) -> Plain:
    return value if isinstance(value, Opaque) else kind_of(value)


def _numbers_agree(expected: Plain, got: Plain, tolerance: Tolerance) -> bool:
    """Whether two scalars of one floating-point or complex type, also NumPy's, are close."""
    kind = kind_of(expected)
    dtype = _SCALARS.get(kind, kind.removeprefix("numpy."))
    if dtype not in TOLERANCES:
        return False
    try:
        want, have = (np.complex128(_number(value)) for value in (expected, got))
    except ValueError:  # a worker may name a number as it likes
        return False
    return bool(_close(want, have, _tolerance(dtype, tolerance)))


def _number(value: Any) -> Any:
    return value.name if isinstance(value, Named) else value


def _compare_mappings(
    expected: MappingData, got: MappingData, path: Path, tolerance: Tolerance
) -> Difference | None:
    ours, theirs = _by_key(expected), _by_key(got)
    if ours.keys() != theirs.keys():
        return Difference("keys", path, _keys(expected), _keys(got))
    for which, (key, value) in ours.items():
        label = key if isinstance(key, str | int) else str(key)
        if found := _compare(value, theirs[which][1], (*path, label), tolerance):
            return found
    return None


def _by_key(mapping: MappingData) -> dict[tuple[bytes, int], tuple[Plain, Plain]]:
    """The items by key: True is not 1, NaN is NaN, and keys that look alike are numbered."""
    times: Counter[bytes] = Counter()
    found = {}
    for key, value in mapping.items:
        encoded = encode(key)
        found[encoded, times[encoded]] = key, value
        times[encoded] += 1
    return found


def _keys(mapping: MappingData) -> SequenceData:
    return SequenceData("list", tuple(key for key, _ in mapping.items))


def _tolerance(dtype: str, tolerance: Tolerance) -> tuple[float, float]:
    rtol, atol = TOLERANCES.get(dtype, EXACT)
    return (
        rtol if tolerance[0] is None else tolerance[0],
        atol if tolerance[1] is None else tolerance[1],
    )


def _compare_arrays(
    expected: TensorData | ArrayData,
    got: TensorData | ArrayData,
    path: Path,
    tolerance: Tolerance,
) -> Difference | None:
    for aspect in ("shape", "dtype", "device"):
        want, have = getattr(expected, aspect, None), getattr(got, aspect, None)
        if want != have:
            if aspect == "dtype" and _dtype_name(expected) != _dtype_name(got):
                want, have = _dtype_name(expected), _dtype_name(got)
            return Difference(aspect, path, _shape_or_name(want), _shape_or_name(have))
    if expected.data == got.data:
        return None
    want, have = elements(expected), elements(got)
    wrong = differing(expected, got, tolerance)
    if not wrong.any():
        return None
    index = tuple(int(i) for i in np.argwhere(wrong)[0]) if wrong.ndim else ()
    return Difference("values", path, _element(want[index]), _element(have[index]), index)


def differing(
    expected: TensorData | ArrayData, got: TensorData | ArrayData, tolerance: Tolerance
) -> np.ndarray[Any, Any]:
    """Where the elements of two arrays of one shape and dtype differ."""
    want, have = elements(expected), elements(got)
    return np.asarray(~_close(want, have, _tolerance(_dtype_name(expected), tolerance)))


def _element(element: Any) -> Plain:
    if element.dtype.kind == "c":
        return Named("complex", str(complex(element)))
    return (
        float(element)
        if element.dtype.kind == "f"
        else bool(element)
        if element.dtype.kind == "b"
        else int(element)
    )


def _shape_or_name(value: Any) -> Plain:
    return SequenceData("tuple", value) if isinstance(value, tuple) else str(value)


def _dtype_name(data: TensorData | ArrayData) -> str:
    return data.dtype if isinstance(data, TensorData) else np.dtype(data.dtype).name


def _close(want: Any, have: Any, tolerance: tuple[float, float]) -> Any:
    if want.dtype.kind not in "fc":
        return want == have
    rtol, atol = tolerance
    with np.errstate(all="ignore"):
        near = np.abs(have - want) <= atol + rtol * np.abs(want)
        near &= np.isfinite(want)
        return near | (want == have) | (np.isnan(want) & np.isnan(have))


def elements(data: TensorData | ArrayData) -> np.ndarray[Any, Any]:
    """The elements of plain array data (row-major only) as a NumPy array.

    bfloat16, which NumPy lacks, comes as float32.
    """
    if isinstance(data, TensorData) and data.dtype == "bfloat16":
        widened = np.frombuffer(data.data, np.uint16).astype(np.uint32) << 16
        return widened.view(np.float32).reshape(data.shape)
    return np.frombuffer(data.data, np.dtype(data.dtype)).reshape(data.shape)


def kind_of(value: Plain) -> str:
    """The name of the type that plain data stands for."""
    if isinstance(value, TensorData):
        return "torch.Tensor"
    if isinstance(value, ArrayData):
        return "numpy.ndarray"
    if isinstance(value, SequenceData | MappingData | Named):
        return value.kind
    if isinstance(value, Opaque):
        return value.type_name
    return "None" if value is None else type(value).__name__
