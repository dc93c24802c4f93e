"""to_numpy_safe copies the values of any tensor into an array of its own."""

import numpy as np
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor
from torch.utils._pytree import tree_map_only

from autograder import graded
from autograder.observe import gradient, is_leaf, requires_grad, seen, write_reaches
from autograder.strategies import shapes, tensors


class Elsewhere(Tensor):
    """A tensor that behaves as on a CUDA device, also where there is none."""

    __torch_function__ = torch._C._disabled_torch_function_impl

    @staticmethod
    def __new__(cls, inner, requires_grad=False):
        kept = {"dtype": inner.dtype, "strides": inner.stride(), "requires_grad": requires_grad}
        return Tensor._make_wrapper_subclass(cls, inner.shape, device="meta", **kept)

    def __init__(self, inner, requires_grad=False):
        self.inner = inner

    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        inner_args, inner_kwargs = tree_map_only(cls, lambda t: t.inner, (args, kwargs))
        result = func(*inner_args, **inner_kwargs)
        if torch.device(kwargs.get("device") or "meta").type == "cpu":
            return result
        if func is torch.ops.aten.copy_.default:
            return args[0]
        return tree_map_only(Tensor, cls, result)

    def __repr__(self):
        return f"{self.inner!r} on {self.device}"

    device = property(lambda self: torch.device("cuda", 0))
    is_cuda = property(lambda self: True)
    is_cpu = is_meta = property(lambda self: False)

    def numpy(self, *, force=False):
        if force:
            return self.detach().cpu().numpy()
        raise TypeError(f"can't convert a {self.device} tensor to numpy; copy it to the CPU first")

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.numpy(), dtype)

    def tolist(self):
        return self.inner.tolist()


@graded(points=8, zh="无论张量需不需要梯度，都得到一份独立的拷贝")
@given(
    t=tensors(shape=shapes(max_side=3), layouts="any", requires_grad=True),
    computed=st.booleans(),
)
@example(t=torch.arange(3.0), computed=False)
@example(t=torch.arange(3.0, requires_grad=True), computed=False)
def test_copies_a_tensor_in_any_gradient_state(to_numpy_safe, t, computed):
    if computed:
        t = t.clone()
    a = to_numpy_safe(t)
    return seen(
        result=a,
        tensor_write_seen_in_array=write_reaches(t, a),
        array_write_seen_in_tensor=write_reaches(a, t),
    )


@graded(points=7, zh="调用者的张量保持原样，梯度仍能流过它")
@given(
    t=tensors(shape=shapes(max_side=3), dtypes=(torch.float32, torch.int64), requires_grad=True),
    computed=st.booleans(),
)
@example(t=torch.arange(3.0, requires_grad=True), computed=False)
@example(t=torch.arange(3.0, requires_grad=True), computed=True)
def test_leaves_the_tensor_as_it_was(to_numpy_safe, t, computed):
    leaf = t
    if computed:
        t = leaf.clone()
    a = to_numpy_safe(t)
    return seen(
        result=a,
        input=t,
        requires_grad=requires_grad(t),
        is_leaf=is_leaf(t),
        gradient=gradient(t * 2, leaf),
    )


@graded(points=5, zh="张量在别的设备上也行")
@given(
    t=tensors(shape=shapes(max_rank=2, max_side=3), layouts="any"),
    tracked=st.booleans(),
)
@example(t=torch.arange(3.0), tracked=False)
@example(t=torch.arange(3.0), tracked=True)
def test_takes_a_tensor_from_another_device(to_numpy_safe, t, tracked):
    elsewhere = Elsewhere(t, requires_grad=tracked and t.is_floating_point())
    return seen(result=to_numpy_safe(elsewhere))
