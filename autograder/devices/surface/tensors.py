"""Classes of torch's C++ that would need a real device: generators, pinned memory, storages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor

from autograder.devices.generators import CudaGenerator
from autograder.devices.machine import Machine
from autograder.devices.surface.patches import Patch

_MARK = "_is_pinned_for_simulated_cuda"


def class_patches(machine: Machine) -> Iterator[Patch]:
    """Replace constructors and methods that would ask CUDA for memory."""
    yield Patch(torch, "Generator", _generator_class(machine))
    yield Patch(Tensor, "pin_memory", _pin_memory)
    yield Patch(Tensor, "is_pinned", _is_pinned)
    yield Patch(torch.UntypedStorage, "__new__", staticmethod(_new_storage))
    yield Patch(torch, "compile", _run_eagerly)


def _generator_class(machine: Machine) -> type:
    """A class that is called as torch.Generator is, and has its instances."""
    original = torch._C.Generator

    class Meta(type):
        def __call__(cls, device: Any = "cpu") -> torch.Generator:
            wanted = torch.device(device)
            if wanted.type == "cuda":
                return CudaGenerator(machine.ordinal(wanted))
            return original(device=wanted)

        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, original)

        def __subclasscheck__(cls, subclass: type) -> bool:
            return issubclass(subclass, original)

    return Meta("Generator", (), {"__doc__": original.__doc__, "__module__": "torch"})


def _pin_memory(self: Tensor, device: Any = None) -> Tensor:
    if not self.is_cpu:
        raise RuntimeError(f"cannot pin '{self.type()}' only dense CPU tensors can be pinned")
    pinned = self if _is_pinned(self) else self.clone()
    setattr(pinned.untyped_storage(), _MARK, True)
    return pinned


def _is_pinned(self: Tensor, device: Any = None) -> bool:
    return self.is_cpu and hasattr(self.untyped_storage(), _MARK)


def _new_storage(cls: type, *args: Any, **kwargs: Any) -> Any:
    device = kwargs.get("device")
    size = args[0] if args else kwargs.get("size", 0)
    if device is not None and torch.device(device).type == "cuda" and isinstance(size, int):
        return torch.empty(size, dtype=torch.uint8, device=device).untyped_storage()
    make: Any = torch._C.StorageBase.__new__
    return make(cls, *args, **kwargs)


def _run_eagerly(model: Callable[..., Any] | None = None, **_options: Any) -> Any:
    """torch.compile would write a kernel for a GPU."""
    return (lambda function: function) if model is None else model
