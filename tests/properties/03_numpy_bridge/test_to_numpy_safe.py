"""to_numpy_safe copies the values of any tensor into an array of its own."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import gradient, is_leaf, requires_grad, seen, write_reaches
from autograder.strategies import shapes, tensors


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


@graded(points=5, zh="张量在别的设备上也行", max_cases=25)
@given(
    t=tensors(shape=shapes(max_rank=2, max_side=3), layouts="any"),
    tracked=st.booleans(),
)
@example(t=torch.arange(3.0), tracked=False)
@example(t=torch.arange(3.0), tracked=True)
def test_takes_a_tensor_from_any_device(to_numpy_safe, t, tracked, device):
    t = t.to(device)
    t = t.requires_grad_() if tracked and t.is_floating_point() else t
    a = to_numpy_safe(t)
    return seen(result=a, array_write_seen_in_tensor=write_reaches(a, t), input=t)
