"""What probes see of gradients: where they flow, how large they are, and what has none."""

import pytest
import torch
from hypothesis import given

from autograder.observe import gradient, gradient_reaches, is_leaf, requires_grad
from autograder.strategies import FLOATS, tensors


@given(x=tensors(dtypes=FLOATS, layouts="any"))
def test_each_element_of_a_gradient_has_a_weight_of_its_own(x):
    x.requires_grad_()
    found = gradient(x * 2, x)
    assert torch.equal(found.reshape(-1), 2 * torch.arange(1, x.numel() + 1, dtype=x.dtype))


@pytest.mark.parametrize(
    "dtype", [torch.float16, torch.bfloat16, torch.float64, torch.complex64, torch.complex128]
)
def test_gradients_flow_in_every_dtype_that_has_them(dtype):
    x = torch.ones(3, dtype=dtype, requires_grad=True)
    assert gradient(x * 2, x).tolist() == [2, 4, 6]


def test_several_leaves_have_a_gradient_each():
    x, y, z = (torch.ones(2, requires_grad=True) for _ in range(3))
    first, second, third = gradient(x * y, x, y, z)
    assert first.tolist() == second.tolist() == [1, 2]
    assert third is None


def test_a_graph_that_was_gone_through_already_gives_no_gradient():
    x = torch.ones(2, requires_grad=True)
    y = x * x
    y.sum().backward()
    assert gradient(y, x) is None


def test_a_graph_whose_values_were_overwritten_gives_no_gradient():
    x = torch.ones(2, requires_grad=True)
    y = x.exp()
    y.detach().zero_()
    assert gradient(y, x) is None


def test_a_leaf_and_a_detached_tensor_have_no_graph_to_go_through():
    x = torch.ones(2, requires_grad=True)
    assert gradient(x, x) is None
    assert gradient((x * 2).detach(), x) is None


def test_a_gradient_reaches_every_leaf_of_the_graph_and_no_other():
    x, y = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
    output = (x * 2).sum().exp()
    assert gradient_reaches(output, x)
    assert not gradient_reaches(output, y)
    assert not gradient_reaches(output.detach(), x)
    assert gradient_reaches(x, x)
    assert not gradient_reaches(x.detach(), x.detach())
    assert x.grad is None


def test_a_gradient_reaches_through_a_graph_on_meta():
    x = torch.ones(2, device="meta", requires_grad=True)
    assert gradient_reaches((x * 2).sum(), x)


def test_a_graph_with_many_paths_is_gone_through_once():
    x, other = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
    y = x * 2
    for _ in range(100):
        y = y + y
    assert gradient_reaches(y, x)
    assert not gradient_reaches(y, other)


def test_the_flags_of_a_tensor_are_read():
    leaf = torch.ones(1, requires_grad=True)
    assert (requires_grad(leaf), is_leaf(leaf)) == (True, True)
    assert (requires_grad(leaf * 2), is_leaf(leaf * 2)) == (True, False)
