"""The errors of CUDA, in its words."""

from __future__ import annotations

from typing import Any

import torch


def cuda_error(what: str, code: int) -> Exception:
    """What a failed call of the CUDA runtime raises (c10/cuda/CUDAException.cpp)."""
    error: Any = torch.AcceleratorError(
        f"CUDA error: {what}\n"
        "CUDA kernel errors might be asynchronously reported at some other API call, so the "
        "stacktrace below might be incorrect.\n"
        "For debugging consider passing CUDA_LAUNCH_BLOCKING=1\n"
        "Compile with `TORCH_USE_CUDA_DSA` to enable device-side assertions.\n"
    )
    error.error_code = code
    raised: Exception = error
    return raised


def two_devices(first: object, second: object) -> RuntimeError:
    """What TensorIterator raises (aten/src/ATen/TensorIterator.cpp)."""
    return RuntimeError(
        "Expected all tensors to be on the same device, but found at least two devices, "
        f"{first} and {second}!"
    )


def another_device(argument: str, device: object, common: object, method: str) -> RuntimeError:
    """What the wrapper of a kernel raises (ATen/core/op_registration/adaption.cpp)."""
    return RuntimeError(
        f"Expected all tensors to be on the same device, but got {argument} is on {device}, "
        f"different from other tensors on {common} (when checking argument in method {method})"
    )


def forked() -> RuntimeError:
    """What CUDA raises in a process forked from one that uses it (torch/cuda/__init__.py)."""
    return RuntimeError(
        "Cannot re-initialize CUDA in forked subprocess. To use CUDA with multiprocessing, you "
        "must use the 'spawn' start method"
    )
