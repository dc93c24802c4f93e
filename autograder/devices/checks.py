"""Which arguments of an operator have to be on one device, and what CUDA says if they are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from torch import Tensor

from autograder.devices.errors import another_device, two_devices
from autograder.devices.plan import Plan

_INDEXING = {
    "index", "index_put", "index_put_", "_index_put_impl_", "_unsafe_index", "_unsafe_index_put",
}  # fmt: skip
# They copy from one device to another, or look at a tensor only.
_ANY_DEVICES = {
    "copy_", "_copy_from", "_foreach_copy_", "is_same_size", "_local_scalar_dense",
    "record_stream", "resize_", "set_", "_to_copy",
}  # fmt: skip


def check_devices(plan: Plan, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Raise what CUDA raises for arguments from several devices, if it does."""
    if plan.name in _ANY_DEVICES:
        return
    if plan.name in _INDEXING:
        _check_indexing(*args[:3])
    elif plan.is_unchecked:
        _check_as_iterator(plan, list(_tensors(plan, args, kwargs)))
    else:
        _check_as_wrapper(plan, list(_tensors(plan, args, kwargs)))


def _tensors(
    plan: Plan, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> Iterator[tuple[str, Tensor]]:
    """The tensors with the arguments' names; what is written to comes first, as in torchgen."""
    named = [*zip(plan.arguments, args, strict=False), *kwargs.items()]
    named.sort(key=lambda item: item[0] not in plan.outs)
    for name, value in named:
        for tensor in value if isinstance(value, list | tuple) else [value]:
            if isinstance(tensor, Tensor):
                yield name, tensor


def _check_as_wrapper(plan: Plan, tensors: Sequence[tuple[str, Tensor]]) -> None:
    """`check_and_update_common_device`: all on the device of the first."""
    common = tensors[0][1].device
    for name, tensor in tensors[1:]:
        if tensor.device != common:
            raise another_device(name, tensor.device, common, plan.method)


def _check_as_iterator(plan: Plan, tensors: Sequence[tuple[str, Tensor]]) -> None:
    """TensorIterator (compute_types): all on one device, but CPU scalars may be read anywhere."""
    common = next((tensor.device for _, tensor in tensors if not tensor.is_cpu), None)
    written = {plan.arguments[number] for number in plan.returns if number is not None}
    for name, tensor in tensors:
        if tensor.device == common:
            continue
        if tensor.is_cpu and tensor.dim() == 0 and name not in written:
            continue
        if plan.name.startswith("masked_fill") and name == "mask":
            raise RuntimeError(
                "expected self and mask to be on the same device, but got mask on "
                f"{tensor.device} and self on {tensors[0][1].device}"
            )
        raise two_devices(common, tensor.device)


def _check_indexing(source: Tensor, indices: Sequence[Any], values: Any = None) -> None:
    """Indices may be on the CPU (ATen/native/TensorAdvancedIndexing.cpp), and so may a scalar."""
    for index in indices:
        if isinstance(index, Tensor) and not index.is_cpu and index.device != source.device:
            raise RuntimeError(
                "indices should be either on cpu or on the same device as the indexed tensor "
                f"({source.device})"
            )
    if isinstance(values, Tensor) and values.device != source.device and values.dim() > 0:
        raise two_devices(*sorted((str(source.device), str(values.device)), reverse=True))
