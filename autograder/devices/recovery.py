"""What to do where the CPU's kernel refuses: compute otherwise, or say what CUDA would say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from autograder.devices.errors import cuda_error
from autograder.devices.gap import SimulationGap
from autograder.devices.plan import Plan

_HALF = (torch.float16, torch.bfloat16)
_NO_HALF = re.compile(r"not implemented for '(Half|BFloat16|ComplexHalf)'")


def recover(
    plan: Plan, error: Exception, cpu_args: Sequence[Any], cpu_kwargs: dict[str, Any]
) -> Any:
    """The result after all, or an exception: CUDA's, the CPU's own, or SimulationGap.

    Where memory to write to has to grow, `cpu_kwargs` holds the new memory afterwards.
    """
    message = str(error)
    if plan.asserts_its_indices and "out of" in message:
        raise _device_assert(message) from error
    if not isinstance(error, RuntimeError):
        raise error
    if "Expected a value of type 'Tensor'" in message:  # a number that C++ wraps as a tensor
        return plan.op.overloadpacket(*cpu_args, **cpu_kwargs)
    if "not resizable" in message:
        cpu_kwargs |= {name: unsized(cpu_kwargs[name]) for name in plan.outs}
        return plan.op(*cpu_args, **cpu_kwargs)
    if _NO_HALF.search(message):
        return _in_float32(plan, cpu_args, cpu_kwargs)
    no_kernel = isinstance(error, NotImplementedError) and "'CPU' backend" in message
    if no_kernel or "MKL FFT" in message:
        raise SimulationGap(f"the CPU has no kernel to simulate {plan.name} with") from error
    raise error


def unsized(out: Tensor) -> Tensor:
    """An empty CPU tensor like `out`, whose memory can grow."""
    return torch.empty(0, dtype=out.dtype, device="cpu")


def _device_assert(message: str) -> Exception:
    error = cuda_error("device-side assert triggered", 710)
    error.add_note(f"(the simulated device: {message})")
    return error


def _in_float32(plan: Plan, cpu_args: Sequence[Any], cpu_kwargs: dict[str, Any]) -> Any:
    """Compute in float32 what the CPU has no half-precision kernel for, and round the result."""
    if plan.outs or any(source is not None for source in plan.returns):
        raise SimulationGap(f"the CPU has no half-precision kernel to simulate {plan.name} with")
    values = [*cpu_args, *cpu_kwargs.values()]
    half = next((v.dtype for v in values if isinstance(v, Tensor) and v.dtype in _HALF), None)
    result = plan.op(
        *[_raised(value) for value in cpu_args],
        **{name: _raised(value) for name, value in cpu_kwargs.items()},
    )
    return _lowered(result, torch.float16 if half is None else half)


def _raised(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.float() if value.dtype in _HALF else value
    if isinstance(value, list):
        return [_raised(item) for item in value]
    return torch.float32 if value in _HALF else value


def _lowered(value: Any, dtype: torch.dtype) -> Any:
    if isinstance(value, Tensor):
        return value.to(dtype) if value.dtype is torch.float32 else value
    if isinstance(value, list | tuple):
        return [_lowered(item, dtype) for item in value]
    return value
