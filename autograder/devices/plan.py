"""What the generic kernel needs to know of an operator, worked out once from its schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from autograder.devices.operators import OperatorTable

# CUDA has no integer kernels for these, and says so in the name of the kernel that lacks them
# (AT_DISPATCH in aten/src/ATen/native/cuda/Blas.cpp).
_FLOATING_ONLY = {
    "mm": "addmm_cuda", "addmm": "addmm_cuda", "addmm_": "addmm_cuda",
    "bmm": "baddbmm_cuda", "baddbmm": "baddbmm_cuda", "baddbmm_": "baddbmm_cuda",
    "mv": "addmv_impl_cuda", "addmv": "addmv_impl_cuda", "dot": "dot", "vdot": "vdot",
}  # fmt: skip
# A bad index ends these inside the kernel (CUDA_KERNEL_ASSERT), not with an exception of theirs.
_ASSERTS_ITS_INDICES = {
    "embedding", "gather", "index", "index_add_", "index_copy_", "index_put_",
    "_index_put_impl_", "index_select", "nll_loss2d_forward", "nll_loss_forward", "scatter",
    "scatter_", "scatter_add", "scatter_add_", "take",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """One operator (`op`, an OpOverload).

    `returns` says for each result which argument it is, None for a new tensor; `outs` are the
    arguments to write results to. `method` is the name of CUDA's wrapper, which stands in errors.
    `floating_only` is the kernel that has no integers, if that is so.
    """

    op: Any
    name: str
    arguments: tuple[str, ...]
    returns: tuple[int | None, ...]
    outs: frozenset[str]
    is_view: bool
    is_unchecked: bool
    draws_numbers: bool
    asserts_its_indices: bool
    floating_only: str
    method: str


def plan_for(op: Any, table: OperatorTable) -> Plan:
    """Work out the plan of an operator from its schema and from torch's list of operators."""
    schema = op._schema
    name = schema.name.removeprefix("aten::")
    full = f"{name}.{schema.overload_name}" if schema.overload_name else name
    arguments = tuple(argument.name for argument in schema.arguments)
    outs = frozenset(a.name for a in schema.arguments if a.kwarg_only and _is_written(a))
    return Plan(
        op=op,
        name=name,
        arguments=arguments,
        returns=_returns(schema),
        outs=outs,
        is_view=any(r.alias_info and not r.alias_info.is_write for r in schema.returns),
        is_unchecked=bool({full, re.sub(r"\.out$|_out$", "", full)} & table.unchecked),
        draws_numbers="generator" in arguments,
        asserts_its_indices=name in _ASSERTS_ITS_INDICES,
        floating_only=_FLOATING_ONLY.get(name, ""),
        method=_method(name, schema.overload_name, full in table.structured, bool(outs)),
    )


def _is_written(argument: Any) -> bool:
    return argument.alias_info is not None and argument.alias_info.is_write


def _returns(schema: Any) -> tuple[int | None, ...]:
    """Results that are arguments written to share the name of an alias set with them."""
    written = {
        alias: number
        for number, argument in enumerate(schema.arguments)
        if _is_written(argument)
        for alias in argument.alias_info.before_set
    }
    return tuple(
        next((written[a] for a in r.alias_info.before_set if a in written), None)
        if _is_written(r)
        else None
        for r in schema.returns
    )


def _method(name: str, overload: str, is_structured: bool, has_outs: bool) -> str:  # noqa: FBT001
    """The name of the C++ wrapper (torchgen/dest/register_dispatch_key.py, wrapper_kernel_sig)."""
    function = name + ("_out" if has_outs else "")
    if is_structured:
        return f"wrapper_CUDA_{function}" + (f"_{overload}" if overload else "")
    return f"wrapper_CUDA_{overload}_{function}"
