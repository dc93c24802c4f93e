"""Generators of random numbers that are on a simulated device."""

from __future__ import annotations

import ctypes
import weakref
from functools import cache
from typing import Any, Self

import torch
from torch import Tensor

from autograder.devices.gap import SimulationGap

_SALT = 0x5C0DA  # CPU and CUDA draw different numbers from one seed, as they do on real machines
_64_BITS = (1 << 64) - 1
_CPU = torch.device("cpu")


class CudaGenerator(torch._C.Generator):
    """A generator whose C++ side says that it is on cuda:`index`: the CPU's kernels refuse it.

    The numbers come from `drawing`, a generator of the CPU.
    """

    drawing: torch.Generator

    def __new__(cls, index: int, drawing: torch.Generator | None = None) -> Self:
        """Make it, drawing from `drawing` or from a new generator."""
        make: Any = super().__new__
        self: Self = make(cls, device=_CPU)
        self.drawing = torch._C.Generator(device=_CPU) if drawing is None else drawing
        label = ctypes.c_int16.from_address(_address(self) + _where_the_device_is())
        label.value = 1 | index << 8  # c10::Device: {int8 type, int8 index}
        _known[_address(self)] = self
        return self

    def __init__(self, index: int, drawing: torch.Generator | None = None) -> None:
        """As `__new__`: torch's generators are made there."""

    def manual_seed(self, seed: int) -> Self:
        """Seed it; returns itself."""
        self.drawing.manual_seed((seed & _64_BITS) ^ _SALT)
        return self

    def seed(self) -> int:
        """Seed it from the system's randomness; returns the seed."""
        return self.drawing.seed() ^ _SALT

    def initial_seed(self) -> int:
        """The seed that it was last given."""
        return self.drawing.initial_seed() ^ _SALT

    def get_state(self) -> Tensor:
        """Its state, a ByteTensor; its format is the CPU's."""
        return self.drawing.get_state()

    def set_state(self, state: Tensor) -> Self:
        """Put it into a state that `get_state` returned; returns itself."""
        self.drawing.set_state(state)
        return self

    def clone_state(self) -> CudaGenerator:
        """Another generator in the same state."""
        return CudaGenerator(self.device.index, self.drawing.clone_state())

    def get_offset(self) -> int:
        """CUDA's counter of numbers drawn, which is not simulated."""
        raise SimulationGap("the offsets of CUDA generators are not simulated")


# C++ hands kernels a new Python object for a generator; the address in it is the same.
_known: weakref.WeakValueDictionary[int, CudaGenerator] = weakref.WeakValueDictionary()


def _address(generator: Any) -> int:
    return int(generator._cdata)


def drawing_for(generator: torch.Generator) -> torch.Generator:
    """The CPU generator that draws for one of a simulated device; CUDA's error for any other."""
    known = _known.get(_address(generator))
    if known is None:
        raise RuntimeError("Expected a 'cuda' device type for generator but found 'cpu'")
    return known.drawing


@cache
def _where_the_device_is() -> int:
    """Where the C++ object of a generator has its device (c10/core/GeneratorImpl.h), by trying."""
    trial = torch._C.Generator(device=_CPU)
    for offset in range(16, 128, 2):
        place = ctypes.c_int16.from_address(_address(trial) + offset)
        if place.value != -1 << 8:  # {CPU, no index}
            continue
        place.value = 1
        if str(trial.device) == "cuda:0":
            place.value = -1 << 8
            return offset
        place.value = -1 << 8
    raise SimulationGap("a generator's device was not found in its C++ object")
