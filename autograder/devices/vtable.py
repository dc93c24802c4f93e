"""The virtual functions of torch's C++ objects: their order, and copies of their tables to change.

The order comes from the C++ headers in the torch wheel. On Linux (the Itanium C++ ABI) an object
begins with a pointer to its table of functions, which lie in the order of their declaration, a
destructor taking two places; two words stand before the table, and a derived class appends.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import torch

from autograder.devices.gap import SimulationGap

_WORD = ctypes.sizeof(ctypes.c_void_p)
_BEFORE = 2  # offset to top, type information
_APPENDED = 16  # room for what a derived class adds
_COMMENTS = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_VIRTUAL = re.compile(r"\bvirtual\s+[^;{()]*?(~?\w+)\s*\(([^;{]*)")
_END = re.compile(r"(class|struct) (C10_API )?NoOpDeviceGuardImpl")

DEVICE_GUARD = ("c10/core/impl/DeviceGuardImplInterface.h",)
CUDA_HOOKS = ("ATen/detail/AcceleratorHooksInterface.h", "ATen/detail/CUDAHooksInterface.h")


@cache
def virtual_functions(headers: tuple[str, ...]) -> tuple[str, ...]:
    """The virtual functions of a class, in their order; its bases' headers come first."""
    names: list[str] = []
    for header in headers:
        path = Path(torch.__file__).parent / "include" / header
        try:
            text = _COMMENTS.sub("", path.read_text(encoding="utf-8"))
        except OSError as error:
            raise SimulationGap(f"this torch has no {header}") from error
        for name, rest in _VIRTUAL.findall(_END.split(text)[0]):
            names += _places(name, rest, names)
    return tuple(names)


def _places(name: str, rest: str, taken: Sequence[str]) -> Iterator[str]:
    """The places in a table that a declaration adds: none where a base has them already."""
    if name.startswith("~"):
        if "destructor" not in taken:
            yield from ("destructor", "deleting destructor")
    elif "override" not in rest and name not in taken:
        yield name


def address_of(function: Callable[..., object]) -> int:
    """The address of a C function that ctypes found."""
    return ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def immortal(*words: int) -> int:
    """The address of some words that are never freed: C++ may look at them until the end."""
    raw = ctypes.pythonapi.PyMem_RawMalloc
    raw.restype, raw.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    size = _WORD * len(words)
    address = int(raw(size))
    ctypes.memmove(address, (ctypes.c_void_p * len(words))(*words), size)
    return address


def word_at(address: int) -> ctypes.c_void_p:
    """The word at an address, to read and to write."""
    return ctypes.c_void_p.from_address(address)


def changed_table(object_address: int, names: tuple[str, ...], changes: dict[str, int]) -> int:
    """The address of a copy of an object's table, with other functions in some places."""
    table = (word_at(object_address).value or 0) - _WORD * _BEFORE
    count = _BEFORE + len(names) + _APPENDED
    words = [word or 0 for word in (ctypes.c_void_p * count).from_address(table)]
    for name, function in changes.items():
        if name not in names:
            raise SimulationGap(f"this torch has no virtual function {name}")
        words[_BEFORE + names.index(name)] = function
    return immortal(*words) + _WORD * _BEFORE
