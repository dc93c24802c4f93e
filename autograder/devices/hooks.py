"""CUDA's hooks, made to say that the accelerator of this process is CUDA.

at::getAccelerator() asks the one object of CUDAHooksInterface (ATen/DeviceAccelerator.cpp), and
autograd asks at::getAccelerator() for the stream of each step backwards.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.devices.native import RETURNS_1, function
from autograder.devices.vtable import CUDA_HOOKS, changed_table, virtual_functions, word_at


@contextmanager
def accelerator_hooks() -> Iterator[None]:
    """Give the hooks a table whose `isBuilt` and `hasPrimaryContext` answer true."""
    get = function("torch_cpu", "_ZN2at6detail12getCUDAHooksEv")
    get.restype = ctypes.c_void_p
    hooks = get()
    changes = dict.fromkeys(("isBuilt", "hasPrimaryContext"), RETURNS_1)
    table = word_at(hooks)
    before = table.value
    table.value = changed_table(hooks, virtual_functions(CUDA_HOOKS), changes)
    try:
        yield
    finally:
        table.value = before
