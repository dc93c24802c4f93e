"""The kernel that stands in for nearly every CUDA kernel: the CPU's, on the same memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from autograder.devices.checks import check_devices
from autograder.devices.generators import drawing_for
from autograder.devices.machine import Machine
from autograder.devices.plan import Plan
from autograder.devices.recovery import recover, unsized
from autograder.devices.relabel import as_cpu, as_cuda

CPU = torch.device("cpu")
CPU_KEYS = torch._C.DispatchKeySet(torch._C.DispatchKey.CPU)
_INTEGERS = {
    torch.bool: "Bool", torch.int8: "Char", torch.int16: "Short", torch.int32: "Int",
    torch.int64: "Long", torch.uint8: "Byte",
}  # fmt: skip


def run(plan: Plan, machine: Machine, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """Run an operator on simulated CUDA tensors: check, compute on the CPU, label the results."""
    if plan.is_view:  # metadata only: the CPU's kernel keeps the storage and the dispatch keys
        return plan.op.redispatch(CPU_KEYS, *args, **kwargs)
    devices: list[int] = []
    cpu_args = [_relabelled(value, devices) for value in args]
    cpu_kwargs = (
        {name: _relabelled(value, devices) for name, value in kwargs.items()} if kwargs else {}
    )
    if devices and devices.count(devices[0]) != len(devices):
        check_devices(plan, args, kwargs)
    index = _result_index(machine, devices, kwargs)
    if plan.floating_only:
        _refuse_integers(plan, cpu_args)
    if plan.draws_numbers:
        _choose_generator(machine, index, cpu_kwargs)
    if cpu_kwargs and cpu_kwargs.get("pin_memory"):
        raise RuntimeError("Only dense CPU tensors can be pinned")
    for name in plan.outs:  # memory that came in a capsule cannot grow
        if isinstance(kwargs[name], Tensor) and kwargs[name].numel() == 0:
            cpu_kwargs[name] = unsized(cpu_kwargs[name])
    try:
        result = plan.op(*cpu_args, **cpu_kwargs)
    except Exception as error:
        result = recover(plan, error, cpu_args, cpu_kwargs)
    for name in plan.outs:
        _take_shape(kwargs[name], cpu_kwargs[name])
    return _results(plan, result, index, args, kwargs)


def _relabelled(value: Any, devices: list[int]) -> Any:
    """An argument for the CPU's kernel; `devices` gets the index of each tensor's (-1: no CUDA)."""
    if isinstance(value, Tensor):
        index = value.get_device()
        devices.append(index)
        return as_cpu(value) if index >= 0 else value
    kind = type(value)
    if kind is list or kind is tuple:
        return [_relabelled(item, devices) for item in value]
    return CPU if kind is torch.device else value


def _result_index(machine: Machine, devices: Sequence[int], kwargs: Mapping[str, Any]) -> int:
    """The index of the device of new results; -1 for the CPU."""
    asked = kwargs.get("device") if kwargs else None
    if asked is not None:
        return machine.ordinal(asked) if asked.type == "cuda" else -1
    if devices and devices[0] >= 0:
        return devices[0]
    first = next((index for index in devices if index >= 0), -1)
    return machine.current() if first < 0 else first


def _refuse_integers(plan: Plan, cpu_args: Sequence[Any]) -> None:
    for value in cpu_args:
        if isinstance(value, Tensor) and value.dtype in _INTEGERS:
            raise NotImplementedError(
                f"\"{plan.floating_only}\" not implemented for '{_INTEGERS[value.dtype]}'"
            )


def _choose_generator(machine: Machine, index: int, cpu_kwargs: dict[str, Any]) -> None:
    given = cpu_kwargs.get("generator")
    own = machine.generators[index]
    cpu_kwargs["generator"] = own.drawing if given is None else drawing_for(given)


def _take_shape(out: Any, computed: Any) -> None:
    """Give `out` the memory that was computed, unless it was written to its own."""
    if isinstance(out, Tensor) and computed.shape != out.shape:
        source = as_cuda(computed, out.get_device())
        torch.ops.aten.set_.source_Tensor.redispatch(CPU_KEYS, out, source)


def _results(
    plan: Plan, result: Any, index: int, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> Any:
    """What the operator returns: its own arguments where its schema says so, else new tensors."""
    returns = plan.returns
    if len(returns) > 1:
        return tuple(
            _labelled(item, index) if source is None else _argument(plan, source, args, kwargs)
            for item, source in zip(result, returns, strict=True)
        )
    if not returns:
        return None
    source = returns[0]
    return _labelled(result, index) if source is None else _argument(plan, source, args, kwargs)


def _argument(plan: Plan, number: int, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    return args[number] if number < len(args) else kwargs[plan.arguments[number]]


def _labelled(value: Any, index: int) -> Any:
    if isinstance(value, Tensor):
        return value if index < 0 or value.is_cuda else as_cuda(value, index)
    kind = type(value)
    if kind is list or kind is tuple:
        return [_labelled(item, index) for item in value]
    return value
