"""Devices: how many there are, which is current, what they are called and can do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import torch

from autograder.devices.machine import CAPABILITY, TOTAL_MEMORY, Machine
from autograder.devices.surface.patches import Patch


@dataclass(frozen=True)
class _CudaDeviceProperties:
    """What torch.cuda.get_device_properties returns."""

    name: str
    major: int = CAPABILITY[0]
    minor: int = CAPABILITY[1]
    total_memory: int = TOTAL_MEMORY
    multi_processor_count: int = 1
    is_integrated: int = 0
    is_multi_gpu_board: int = 0
    max_threads_per_multi_processor: int = 2048
    warp_size: int = 32
    regs_per_multiprocessor: int = 65536
    shared_memory_per_block: int = 49152
    L2_cache_size: int = 0
    gcnArchName: str = ""  # noqa: N815 - as in PyTorch
    uuid: str = "simulated"


def device_patches(machine: Machine) -> Iterator[Patch]:
    """The functions of `torch._C` about devices, and torch.cuda's memory of them."""
    answers: dict[str, Any] = {
        "_has_cuda": True,
        "_cuda_init": lambda: None,
        "_cuda_getDeviceCount": lambda: machine.count,
        "_cuda_getDevice": machine.current,
        "_cuda_canDeviceAccessPeer": lambda _device, _peer: True,
        "_cuda_getArchFlags": lambda: "sm_{}{}".format(*CAPABILITY),
        "_cuda_isInBadFork": lambda: machine.is_forked,
        "_cuda_synchronize": lambda: None,
        "_cuda_ipc_collect": lambda: None,
        "_cuda_sleep": lambda _cycles: None,
        "_cuda_get_sync_debug_mode": lambda: 0,
        "_cuda_set_sync_debug_mode": lambda _mode: None,
        "_accelerator_synchronizeDevice": lambda _device: None,
    }
    yield from (Patch(torch._C, name, value) for name, value in answers.items())
    yield from _selection(machine)
    kept = {
        "_initialized": True,
        "_cached_device_count": machine.count,  # before NVML and the environment are asked
        "_cudart": SimpleNamespace(),
        "_is_in_bad_fork": lambda: machine.is_forked,
        "_get_device_properties": lambda _device: _CudaDeviceProperties(machine.name),
        "default_generators": machine.generators,
    }
    yield from (Patch(torch.cuda, name, value) for name, value in kept.items())


def _selection(machine: Machine) -> Iterator[Patch]:
    """Choosing the current device: the guard keeps it, the machine refuses what it has not."""
    select = torch._C._accelerator_setDeviceIndex
    swap = torch._C._accelerator_exchangeDevice

    def set_device(index: int) -> None:
        if index >= 0:
            select(machine.index(index))

    def exchange(index: int) -> int:
        return int(swap(machine.index(index))) if index >= 0 else -1

    yield Patch(torch._C, "_cuda_setDevice", set_device)
    yield Patch(torch._C, "_accelerator_setDeviceIndex", set_device)
    for name in ("exchangeDevice", "maybeExchangeDevice"):
        yield Patch(torch._C, f"_cuda_{name}", exchange)
        yield Patch(torch._C, f"_accelerator_{name}", exchange)
    for name in ("_exchange_device", "_maybe_exchange_device"):  # bound at import
        yield Patch(torch.cuda, name, exchange)
