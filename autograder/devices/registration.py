"""The kernels in torch's dispatcher, on CUDA's dispatch keys, for as long as they are needed."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from typing import Any

import torch

from autograder.devices.fused import FUSED
from autograder.devices.gap import SimulationGap
from autograder.devices.kernel import run
from autograder.devices.machine import Machine
from autograder.devices.nested import LAYOUT, describe
from autograder.devices.operators import OperatorTable, operator_table
from autograder.devices.plan import Plan, plan_for
from autograder.devices.special import SPECIAL

# Composed of other operators in C++, on the way to what CUDA alone has ...
_OTHERWISE_CUDA_ONLY = ("convolution_backward", "index_put_", "mean", "nansum")
# ... or of several that each cost a crossing to the CPU, where one is enough.
_CHEAPER_AS_ONE = (
    "arange", "arange.start", "arange.start_step", "clone", "eye", "eye.m", "full", "full_like",
    "linspace", "logspace", "ones", "ones_like", "select_backward", "slice_backward", "zero_",
    "zeros", "zeros_like",
)  # fmt: skip
_NOT_SIMULATED = ("SparseCUDA", "SparseCsrCUDA", "QuantizedCUDA")


@contextmanager
def registered_kernels(machine: Machine) -> Iterator[None]:
    """Have a kernel on CUDA for every operator; take them all out again."""
    libraries: list[Any] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # builds with CUDA say that kernels are overridden
            libraries += _register(machine, operator_table())
        yield
    finally:
        for library in reversed(libraries):
            library.reset()


def _register(machine: Machine, table: OperatorTable) -> Iterator[Any]:
    known = {
        name.removeprefix("aten::")
        for name in torch._C._dispatch_get_all_op_names()
        if name.startswith("aten::")
    }
    kernels = _library("aten", "CUDA")
    yield kernels
    for name in sorted(known & _names(table)):
        if name in SPECIAL:
            kernels.impl(name, "CUDA", partial(SPECIAL[name], machine))
        else:
            kernels.impl(name, "CUDA", FUSED.get(name) or _generic(name, machine, table))
    derivatives = _library("aten", "AutogradCUDA")
    yield derivatives
    for name in sorted(known & FUSED.keys()):
        derivatives.impl(name, "AutogradCUDA", FUSED[name])
    yield from _fallbacks(machine, table)


def _library(namespace: str, key: str) -> Any:
    return torch._C._dispatch_library("IMPL", namespace, key, __file__, 0)


def _names(table: OperatorTable) -> set[str]:
    """The operators that need a kernel of their own: the fallback comes after compositions."""
    built_in = torch._C._dispatch_get_registrations_for_dispatch_key("CUDA")
    return (
        {name.removeprefix("aten::") for name in built_in if name.startswith("aten::")}
        | table.cuda
        | SPECIAL.keys()
        | FUSED.keys()
        | set(_OTHERWISE_CUDA_ONLY)
        | set(_CHEAPER_AS_ONE)
    )


def _generic(name: str, machine: Machine, table: OperatorTable) -> Callable[..., Any]:
    """The generic kernel for an operator; its plan is worked out at the first call."""
    plan = None

    def kernel(*args: Any, **kwargs: Any) -> Any:
        nonlocal plan
        if plan is None:
            plan = plan_for(_operator(name), table)
        return run(plan, machine, args, kwargs)

    return kernel


def _fallbacks(machine: Machine, table: OperatorTable) -> Iterator[Any]:
    """For operators without a kernel of their own, and for kinds of tensors that have others."""

    @cache
    def plan(operator: Any) -> Plan:
        if operator.namespace != "aten":
            raise SimulationGap(f"{operator} is not simulated")
        return plan_for(operator, table)

    def dense(operator: Any, *args: Any, **kwargs: Any) -> Any:
        return run(plan(operator), machine, args, kwargs)

    def nested(operator: Any, *args: Any, **kwargs: Any) -> Any:
        if plan(operator).name in LAYOUT:
            return describe(plan(operator).name, *args)
        return run(replace(plan(operator), is_view=False), machine, args, kwargs)

    def refuse(operator: Any, *_: Any, **__: Any) -> Any:
        raise SimulationGap(f"{operator} is not simulated for sparse or quantized CUDA tensors")

    kernels = {"CUDA": dense, "NestedTensorCUDA": nested, **dict.fromkeys(_NOT_SIMULATED, refuse)}
    for key, kernel in kernels.items():
        library = _library("_", key)
        yield library
        library.fallback(key, kernel)
        if key != "CUDA":
            yield from _overrides(key, kernel)


def _overrides(key: str, kernel: Callable[..., Any]) -> Iterator[Any]:
    """In the place of kernels that a build with CUDA has, and that come before a fallback."""
    library = _library("aten", key)
    yield library
    for name in torch._C._dispatch_get_registrations_for_dispatch_key(key):
        if name.startswith("aten::"):
            library.impl(name, key, partial(kernel, _operator(name.removeprefix("aten::"))))


def _operator(name: str) -> Any:
    packet, _, overload = name.partition(".")
    return getattr(getattr(torch.ops.aten, packet), overload or "default")
