"""Plain data: the only forms in which a value may cross between grader and worker."""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class TensorData(msgspec.Struct, frozen=True, array_like=True, tag="tensor"):
    """A tensor: `shape` in elements, and its bytes.

    Without `stride`, `data` is row-major. With it, `data` is the storage that the tensor looks
    into, and `stride` and `offset` (both in elements) say how.
    """

    dtype: str
    shape: tuple[int, ...]
    data: bytes
    device: str = "cpu"
    stride: tuple[int, ...] | None = None
    offset: int = 0
    requires_grad: bool = False


class ArrayData(msgspec.Struct, frozen=True, array_like=True, tag="array"):
    """A NumPy array: like `TensorData`, but `stride` and `offset` are in bytes."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes
    stride: tuple[int, ...] | None = None
    offset: int = 0
    writeable: bool = True


class SequenceData(msgspec.Struct, frozen=True, array_like=True, tag="sequence"):
    """A list, tuple, torch.Size or named tuple; `kind` is the type's name."""

    kind: str
    items: tuple[Plain, ...]


class MappingData(msgspec.Struct, frozen=True, array_like=True, tag="mapping"):
    """A dict, or (`kind` "seen") the labelled things that a probe saw."""

    kind: str
    items: tuple[tuple[Plain, Plain], ...]


class Named(msgspec.Struct, frozen=True, array_like=True, tag="named"):
    """A value that its name says whole: a dtype, a device, an integer beyond 64 bits."""

    kind: str
    name: str


class Opaque(msgspec.Struct, frozen=True, array_like=True, tag="opaque"):
    """Anything else: only its type's name, and a few words about it, are kept."""

    type_name: str
    detail: str = ""


Plain: TypeAlias = (
    bool
    | int
    | float
    | str
    | TensorData
    | ArrayData
    | SequenceData
    | MappingData
    | Named
    | Opaque
    | None
)
SEEN = "seen"
MAX_DEPTH = 24  # of sequences and mappings inside each other
