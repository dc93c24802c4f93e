"""Symbols of torch's own libraries, and C functions that stand in for what a driver answers."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import torch

from autograder.devices.gap import SimulationGap
from autograder.devices.vtable import address_of

CUDA, META = 1, 14  # c10::DeviceType, in c10/core/DeviceType.h

# C functions that need no arguments and not the interpreter's lock. 1 is also `true` and
# DeviceType::CUDA, 0 also `false`.
RETURNS_1 = address_of(ctypes.pythonapi.Py_IsInitialized)
RETURNS_0 = address_of(ctypes.CDLL(None).sched_yield)


def library(name: str) -> ctypes.CDLL:
    """One of torch's libraries: "c10", "torch_cpu", "torch_python"."""
    path = Path(torch.__file__).parent / "lib" / f"lib{name}.so"
    try:
        return ctypes.CDLL(str(path))
    except OSError as error:
        raise SimulationGap(f"lib{name}.so cannot be opened: {error}") from error


def function(library_name: str, symbol: str) -> Any:
    """An exported C++ function, by its mangled name."""
    try:
        return getattr(library(library_name), symbol)
    except AttributeError as error:
        raise SimulationGap(f"lib{library_name}.so does not export {symbol}") from error


def forget_that_cuda_was_initialised() -> None:
    """Let torch initialise CUDA again on its next use, as in a process that never used it.

    torch/csrc/utils/device_lazy_init.cpp remembers that `torch.cuda._lazy_init` was called, and
    would not call it again, and so not say that there is no CUDA.
    """
    set_needed = function(
        "torch_python", "_ZN5torch5utils24set_requires_device_initEN3c1010DeviceTypeEb"
    )
    set_needed.argtypes, set_needed.restype = [ctypes.c_int8, ctypes.c_int], None
    set_needed(CUDA, 1)
