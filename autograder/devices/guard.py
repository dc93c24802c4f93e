"""A device guard for CUDA, without which c10 and autograd refuse tensors of that device.

c10 keeps one guard a device type in `device_guard_impl_registry` (c10/core/impl/
DeviceGuardImplInterface.cpp); a build without CUDA has none for CUDA. torch 2.10 and newer bring
one that does nothing, `FakeGuardImpl<CUDA>` with eight devices, and older ones are given a copy of
the guard of the meta device that answers as one CUDA device would.

The autograd engine starts its threads for devices at the first backward of a process, from the
guards of that moment: the guard has to come first, and those threads stay.
"""

from __future__ import annotations

import ctypes
import mmap
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from autograder.devices.gap import SimulationGap
from autograder.devices.native import CUDA, META, RETURNS_0, RETURNS_1, library
from autograder.devices.vtable import (
    DEVICE_GUARD,
    changed_table,
    immortal,
    virtual_functions,
    word_at,
)

_STREAMS = ("getStream", "getDefaultStream", "getNewStream", "getStreamFromGlobalPool",
            "exchangeStream")  # fmt: skip
_NOTHING = ("record", "block", "queryEvent", "queryStream", "synchronizeEvent",
            "recordDataPtrOnStream")  # fmt: skip
MOST_DEVICES = 8  # kFakeGuardImplMaxDevices, in c10/core/impl/FakeGuardImpl.h
_STUB_FUNCTIONS = 64  # more than a guard has
# Return the 16 bytes (1, 0): the stream 0 of cuda:0, in two registers.
_STREAM_0 = {"x86_64": b"\xb8\x01\x00\x00\x00\x31\xd2\xc3"}  # mov eax, 1; xor edx, edx; ret


def has_several_devices() -> bool:
    """Whether the guard can stand for more than one device."""
    return hasattr(torch._C, "_ensureCUDADeviceGuardSet")


@contextmanager
def device_guard() -> Iterator[None]:
    """Have a guard for CUDA in c10's registry, and put back what was there."""
    registry = _registry()
    before = registry[CUDA]
    ensure = getattr(torch._C, "_ensureCUDADeviceGuardSet", None)
    try:
        registry[CUDA] = _clone_of_meta(registry) if ensure is None else _fake(registry, ensure)
        yield
    finally:
        registry[CUDA] = before


def _registry() -> Any:
    array = ctypes.c_void_p * (META + 1)
    return array.in_dll(library("c10"), "_ZN3c104impl26device_guard_impl_registryE")


def _fake(registry: Any, ensure: Any) -> int:
    """The address of a guard like the one that `ensure` installs where CUDA counts no device.

    That one belongs to the calling thread and dies with it. It has no state of its own, so a
    second object with its table of functions is the same guard, and lasts.
    """
    if not registry[CUDA]:
        registry[CUDA] = immortal(immortal(*[RETURNS_0] * _STUB_FUNCTIONS))
    asked = registry[CUDA]
    ensure()
    if registry[CUDA] == asked:
        raise SimulationGap("torch put no guard for CUDA where it was asked to")
    return immortal(word_at(registry[CUDA]).value or 0)


def _clone_of_meta(registry: Any) -> int:
    """The address of a guard that does nothing, like the meta device's, but says it is cuda:0.

    `Device{CUDA, 0}` is the number 1, so every function that returns one can return 1.
    """
    names = virtual_functions(DEVICE_GUARD)
    stream = _stream_0()
    changes = dict.fromkeys(_STREAMS, stream) | dict.fromkeys(_NOTHING, RETURNS_1)
    changes = {name: function for name, function in changes.items() if name in names}
    changes |= dict.fromkeys(("type", "getDevice", "exchangeDevice"), RETURNS_1)
    return immortal(changed_table(registry[META], names, changes))


def _stream_0() -> int:
    code = _STREAM_0.get(platform.machine())
    if code is None:
        raise SimulationGap(f"there is no code for {platform.machine()}")
    page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    view = (ctypes.c_char * len(code)).from_buffer(page)
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(view))  # C++ calls it until the end
    return ctypes.addressof(view)
