"""The simulated machine: how many devices it has, which is current, what draws numbers there."""

from __future__ import annotations

import os

import torch

from autograder.devices.errors import cuda_error, forked
from autograder.devices.generators import CudaGenerator

CAPABILITY = (8, 0)
TOTAL_MEMORY = 16 << 30


class Machine:
    """`count` devices called `name`, in the process that made it.

    Which device is current is kept by PyTorch itself, in the device guard, for each thread.
    """

    def __init__(self, count: int, name: str) -> None:
        self.count = count
        self.name = name
        self._process = os.getpid()
        self.generators = tuple(CudaGenerator(index) for index in range(count))
        self._seed()

    def take_over(self) -> None:
        """Have the devices in this process, which was forked before they were touched."""
        self._process = os.getpid()
        self._seed()

    def _seed(self) -> None:
        for generator in self.generators:
            generator.manual_seed(torch.initial_seed())

    @property
    def is_forked(self) -> bool:
        """Whether this process was forked from the one with the devices: CUDA refuses that."""
        return os.getpid() != self._process

    def refuse_if_forked(self) -> None:
        """Raise CUDA's error in a forked process."""
        if self.is_forked:
            raise forked()

    def current(self) -> int:
        """The current device of this thread."""
        return int(torch._C._accelerator_getDeviceIndex())

    def index(self, index: int) -> int:
        """The index of a device that there is; CUDA's error otherwise."""
        if not 0 <= index < self.count:
            raise cuda_error("invalid device ordinal", 101)
        return index

    def ordinal(self, device: torch.device) -> int:
        """The index of the device to make a tensor on; CUDA's error where there is none."""
        self.refuse_if_forked()
        return self.current() if device.index is None else self.index(device.index)
