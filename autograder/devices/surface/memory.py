"""Memory statistics, counted from the tensors that Python can see.

CUDA's allocator rounds to blocks of 512 bytes and reserves segments of 2 MiB; so does this.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from autograder.devices.machine import TOTAL_MEMORY, Machine
from autograder.devices.surface.patches import Patch

_BLOCK, _SEGMENT = 512, 2 << 20
_BYTES = ("allocated_bytes", "active_bytes", "requested_bytes")
_COUNTS = ("allocation", "active")
_SPLITS = ("inactive_split", "inactive_split_bytes")
_OVERSIZE = ("oversize_allocations", "oversize_segments")


class MemoryCounter:
    """What is allocated on each device now, and the most that was seen since a reset."""

    def __init__(self) -> None:
        self._peaks: dict[int, int] = {}

    def stats(self, device: int) -> dict[str, Any]:
        """Statistics as `torch._C._cuda_memoryStats` has them: nested dictionaries."""
        sizes = _storages(device)
        now = sum(sizes)
        peak = self._peaks[device] = max(now, self._peaks.get(device, 0))
        reserved, most = (-(-size // _SEGMENT) * _SEGMENT for size in (now, peak))
        found = {name: _metric(now, peak) for name in _BYTES}
        found |= {name: _metric(len(sizes), len(sizes)) for name in _COUNTS}
        found |= {name: _metric(0, 0) for name in _SPLITS}
        found |= {name: _metric(0, 0)["all"] for name in _OVERSIZE}
        found["reserved_bytes"] = _metric(reserved, most)
        found["segment"] = _metric(reserved // _SEGMENT, most // _SEGMENT)
        return {**found, "num_ooms": 0, "num_alloc_retries": 0, "max_split_size": -1}

    def reset_peak(self, device: int) -> None:
        """Forget the most that was seen on a device."""
        self._peaks.pop(device, None)


def _metric(now: int, peak: int) -> dict[str, Any]:
    """One statistic; everything lies in the small pool, and what was freed is not known."""
    values = {"current": now, "peak": peak, "allocated": now, "freed": 0}
    return {"all": values, "small_pool": values, "large_pool": dict.fromkeys(values, 0)}


def _storages(device: int) -> list[int]:
    """The sizes of the storages on a device, in whole blocks."""
    sizes: dict[int, int] = {}
    with torch._C.DisableTorchFunctionSubclass():
        for found in gc.get_objects():
            if issubclass(type(found), Tensor):
                grad = found.grad if found.is_leaf else None
                for tensor in (found, grad):
                    if tensor is not None and tensor.is_cuda and tensor.get_device() == device:
                        storage = tensor.untyped_storage()
                        size = -(-storage.nbytes() // _BLOCK) * _BLOCK
                        sizes[storage.data_ptr()] = size
    return list(sizes.values())


def memory_patches(machine: Machine) -> Iterator[Patch]:
    """The functions of `torch._C` about memory, for torch.cuda and for torch.accelerator."""
    counter = MemoryCounter()

    def info(device: int) -> tuple[int, int]:
        used = counter.stats(machine.index(device))["reserved_bytes"]["all"]["current"]
        return TOTAL_MEMORY - used, TOTAL_MEMORY

    answers: dict[str, Any] = {
        "_cuda_memoryStats": counter.stats,
        "_cuda_resetPeakMemoryStats": counter.reset_peak,
        "_cuda_resetAccumulatedMemoryStats": lambda _device: None,
        "_cuda_emptyCache": lambda: None,
        "_cuda_getAllocatorBackend": lambda: "native",
        "_accelerator_isAllocatorInitialized": lambda: True,
        "_accelerator_getDeviceStats": counter.stats,
        "_accelerator_getMemoryInfo": info,
        "_accelerator_resetPeakStats": counter.reset_peak,
        "_accelerator_resetAccumulatedStats": lambda _device: None,
        "_accelerator_emptyCache": lambda: None,
    }
    yield from (Patch(torch._C, name, value) for name, value in answers.items())
    runtime = type("cudart", (), {"cudaMemGetInfo": staticmethod(info)})
    yield Patch(torch.cuda, "_cudart", runtime)
