"""Plain data in words: what a value is, and its elements as text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
import numpy as np

from autograder.harmless import MAX_NAME, short, visible
from autograder.observation.cells import Cells
from autograder.observation.compare import elements, kind_of
from autograder.wire.plain import (
    SEEN,
    ArrayData,
    MappingData,
    Named,
    Opaque,
    Plain,
    SequenceData,
    TensorData,
)
from autograder.wire.record import Observation

MAX_TEXT = 2000
_MAX_PARTS = 100
_MAX_ITEMS = 12
_MAX_LEVELS = 3
_SHOWN_ELEMENTS = 200
_BRACKETS = {"list": ("[", "]"), "tuple": ("(", ")"), "torch.Size": ("torch.Size([", "])")}
RESULT = "result"
RAISED = "raised"


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value as a report shows it.

    `kind` is the type's name; `shape`, `dtype` and `device` are set for tensors and arrays;
    `note` says what is unusual about it (a memory layout, a gradient); `text` holds the elements.
    `sides` are what the contract calls the sides of the shape, "" where it does not name one;
    `cells` are the elements to draw where some differ; `parts` are the items of a small container
    with tensors in it, labelled by how one gets there ("result[0]").
    """

    label: str
    kind: str
    text: str
    shape: tuple[int, ...] | None = None
    dtype: str | None = None
    device: str | None = None
    note: str = ""
    sides: tuple[str, ...] = ()
    cells: Cells | None = None
    parts: tuple[Shown, ...] = ()


def describe_observation(observation: Observation) -> tuple[Shown, ...]:
    """What an observation showed, one part a label; an exception is the part "raised"."""
    if observation.raised is not None and not observation.unusable:
        raised = observation.raised
        message = visible(raised.message[:MAX_TEXT])
        return (Shown(label=RAISED, kind=short(raised.type), text=message),)
    value = observation.value
    if isinstance(value, MappingData) and value.kind == SEEN:
        return tuple(describe(_label(key), part) for key, part in value.items[:_MAX_PARTS])
    return (describe(RESULT, value),)


def _label(key: Plain) -> str:
    return short(key) if isinstance(key, str) else short(plain_text(key))


def describe(label: str, value: Plain, *, levels: int = _MAX_LEVELS) -> Shown:
    """Describe one value, and of a container its items, `levels` deep."""
    if isinstance(value, TensorData | ArrayData):
        dtype = value.dtype if isinstance(value, TensorData) else np.dtype(value.dtype).name
        return Shown(
            label=label,
            kind=kind_of(value),
            text=_array_text(value),
            shape=value.shape,
            dtype=dtype,
            device=short(value.device) if isinstance(value, TensorData) else None,
            note=_note(value),
        )
    return Shown(
        label=label,
        kind=short(kind_of(value)),
        text=plain_text(value),
        parts=_parts(label, value, levels),
    )


def _parts(label: str, value: Plain, levels: int) -> tuple[Shown, ...]:
    """The items of a container that are worth a drawing of their own: some are tensors."""
    if isinstance(value, SequenceData):
        items = [(f"{label}[{i}]", item) for i, item in enumerate(value.items[: _MAX_ITEMS + 1])]
    elif isinstance(value, MappingData):
        items = [(f"{label}.{_label(key)}", item) for key, item in value.items[: _MAX_ITEMS + 1]]
    else:
        return ()
    if not levels or len(items) > _MAX_ITEMS:
        return ()
    parts = tuple(describe(name, item, levels=levels - 1) for name, item in items)
    return parts if any(part.shape is not None or part.parts for part in parts) else ()


def _note(value: TensorData | ArrayData) -> str:
    notes = []
    if value.stride is not None:
        unit = 1 if isinstance(value, TensorData) else np.dtype(value.dtype).itemsize
        strides = tuple(step // unit for step in value.stride)
        notes.append(f"strides {strides}")
        if value.offset and min(strides, default=0) >= 0:
            notes.append(f"offset {value.offset // unit}")
    if isinstance(value, TensorData) and value.requires_grad:
        notes.append("requires_grad=True")
    if isinstance(value, ArrayData) and not value.writeable:
        notes.append("read-only")
    return ", ".join(notes)


def plain_text(value: Plain) -> str:
    """Plain data as one would write it in Python, cut to MAX_TEXT characters."""
    text = ""
    for piece in _pieces(value):  # a value may hold a million others: only what is shown is read
        text += piece
        if len(text) > MAX_TEXT:
            return visible(f"{text[:MAX_TEXT]} …")
    return visible(text)


def _pieces(value: Plain) -> Iterator[str]:
    if isinstance(value, SequenceData):
        left, right = _BRACKETS.get(value.kind, (f"{value.kind[:MAX_NAME]}(", ")"))
        yield left
        yield from _joined(map(_pieces, value.items), len(value.items))
        yield "," + right if right == ")" and len(value.items) == 1 else right
    elif isinstance(value, MappingData):
        yield "{"
        yield from _joined(map(_pair, value.items), len(value.items))
        yield "}"
    else:
        yield _leaf(value)


def _pair(item: tuple[Plain, Plain]) -> Iterator[str]:
    yield from _pieces(item[0])
    yield ": "
    yield from _pieces(item[1])


def _joined(parts: Iterator[Iterator[str]], count: int) -> Iterator[str]:
    for number, part in enumerate(islice(parts, _SHOWN_ELEMENTS)):
        yield ", " if number else ""
        yield from part
    if count > _SHOWN_ELEMENTS:
        yield ", …"


def _leaf(value: Plain) -> str:
    if isinstance(value, TensorData | ArrayData):
        name = "tensor" if isinstance(value, TensorData) else "array"
        joined = " ".join(_array_text(value).split())
        return f"{name}({joined}, shape {value.shape})" if value.shape else f"{name}({joined})"
    if isinstance(value, Named):
        return f"torch.device({value.name!r})" if value.kind == "torch.device" else value.name
    if isinstance(value, Opaque):
        return f"<{value.type_name}{': ' if value.detail else ''}{value.detail}>"
    return repr(value[: MAX_TEXT + 1]) if isinstance(value, str) else repr(value)


def _array_text(value: TensorData | ArrayData) -> str:
    if isinstance(value, TensorData) and value.device.startswith("meta"):
        return "(no elements on meta)"
    if 0 in value.shape:
        return "[]"
    array = _laid_out(value)
    if math.prod(min(side, 6) for side in value.shape) > MAX_TEXT:  # many axes: too much to nest
        array = array.reshape(-1)
    with np.printoptions(threshold=_SHOWN_ELEMENTS, edgeitems=3, linewidth=76, precision=4):
        text = np.array2string(array, separator=", ")
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]} …"


def _laid_out(value: TensorData | ArrayData) -> np.ndarray[Any, Any]:
    """The elements in the order in which the shape reads them, whatever the layout."""
    if value.stride is None:
        return elements(value)
    bfloat16 = isinstance(value, TensorData) and value.dtype == "bfloat16"
    dtype = np.dtype("int16" if bfloat16 else value.dtype)
    unit = dtype.itemsize if isinstance(value, TensorData) else 1
    strides = [step * unit for step in value.stride]
    view = np.ndarray(value.shape, dtype, value.data, value.offset * unit, strides)
    packed = TensorData(value.dtype, value.shape, view.tobytes()) if bfloat16 else None
    return elements(packed) if packed is not None else view
