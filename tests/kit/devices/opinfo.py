"""PyTorch's own samples of its operators, computed on the simulated device and on the CPU."""

import torch
from torch.testing._internal.common_methods_invocations import op_db
from torch.utils._pytree import tree_leaves, tree_map

from autograder.devices import SimulationGap

ON_THE_CPU_UNLESS_TOLD = ("arange", "linspace", "logspace")  # whatever they are given
TOLERANCE = {"rtol": 1e-4, "atol": 1e-4, "equal_nan": True}
CPU = torch.device("cpu")


def outcomes():
    """For each OpInfo its name, and what came of it: "agrees" or the first thing that differs.

    Random numbers can be compared where the device draws from the same seeds as the CPU.
    """
    for info in op_db:
        name = f"{info.name}.{info.variant_test_name}".removesuffix(".")
        torch.manual_seed(0)
        yield name, _outcome(info)


def _outcome(info):
    dtype = _dtype(info)
    if dtype is None:
        return "has no type on the CPU"
    with_gradient = info.supports_autograd and dtype.is_floating_point
    compared = 0
    for sample in info.sample_inputs("cpu", dtype, requires_grad=with_gradient):
        if info.name in ON_THE_CPU_UNLESS_TOLD and "device" not in sample.kwargs:
            continue
        try:
            compared += _compare(info, sample, with_gradient)
        except (Exception, SimulationGap) as error:
            return f"{type(error).__name__}: {' '.join(str(error).split())}"
    return "agrees" if compared else "has no samples that the CPU computes"


def _dtype(info):
    """The type to compare in: float32 where there is one, or the first that there is."""
    preferred = (torch.float32, torch.int64, torch.complex64, torch.bool)
    return next((dtype for dtype in (*preferred, *info.dtypes) if dtype in info.dtypes), None)


def _compare(info, sample, with_gradient):
    """Compare one sample; returns whether the CPU could compute it."""
    plain = (sample.input, sample.args, sample.kwargs)
    there = tree_map(moved, plain)
    torch.manual_seed(1)
    try:
        expected = info(plain[0], *plain[1], **plain[2])
    except Exception:
        return False
    torch.manual_seed(1)
    got = info(there[0], *there[1], **there[2])
    assert_same(expected, got)
    if with_gradient:
        assert_same(_gradients(expected, plain), _gradients(got, there))
    return True


def moved(value):
    """The same argument on the device, with all of the memory that it is a part of."""
    if value in ("cpu", CPU):
        return "cuda"
    if not isinstance(value, torch.Tensor) or value.layout is not torch.strided or value.is_cuda:
        return value
    memory = torch.empty(0, dtype=value.dtype).set_(value.untyped_storage()).cuda()
    there = memory.as_strided(value.shape, value.stride(), value.storage_offset())
    return there.detach().requires_grad_(value.requires_grad)


def _tensors(tree):
    return [leaf for leaf in tree_leaves(tree) if isinstance(leaf, torch.Tensor)]


def _gradients(result, inputs):
    outputs = [t for t in _tensors(result) if t.requires_grad and t.dtype.is_floating_point]
    leaves = [t for t in _tensors(inputs) if t.requires_grad]
    if not outputs or not leaves:
        return ()
    return torch.autograd.grad(sum(t.sum() for t in outputs), leaves, allow_unused=True)


def assert_same(expected, got):
    """Equal in values, shapes, types and strides, but that an empty tensor's strides mean nothing.

    What the sample itself asks for on the device is there on both sides.
    """
    plain, there = _tensors(expected), _tensors(got)
    assert len(plain) == len(there), f"{len(there)} tensors, not {len(plain)}"
    for a, b in zip(plain, there, strict=True):
        assert b.is_cuda, "the result is on the CPU"
        assert a.stride() == b.stride() or not a.numel(), f"strides {b.stride()}, not {a.stride()}"
        assert a.dtype == b.dtype, f"{b.dtype}, not {a.dtype}"
        torch.testing.assert_close(_comparable(b), _comparable(a), **TOLERANCE)


def _comparable(tensor):
    """The tensor on the CPU; no tolerance is defined for floating-point types of eight bits."""
    is_small = tensor.dtype.itemsize == 1 and tensor.is_floating_point()
    return tensor.cpu().float() if is_small else tensor.cpu()
