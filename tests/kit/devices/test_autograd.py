"""Gradients flow on the device, and across a move."""

import pytest
import torch
from devices.comparison import assert_same, on_cuda
from torch.utils.checkpoint import checkpoint

pytestmark = pytest.mark.simulated


def test_backward_leaves_gradients_on_the_device():
    w = torch.tensor([1.0, 2.0, 3.0], device="cuda", requires_grad=True)
    loss = (w**2).sum()
    loss.backward()
    assert on_cuda(w.grad, loss)
    assert w.grad.tolist() == [2, 4, 6]
    assert w.is_leaf
    assert loss.grad_fn is not None


def test_a_moved_leaf_is_no_leaf():
    moved = torch.ones(2, requires_grad=True).to("cuda")
    made = torch.ones(2, device="cuda").requires_grad_()
    (moved.sum() + made.sum()).backward()
    assert made.is_leaf
    assert on_cuda(made.grad)
    assert not moved.is_leaf
    with pytest.warns(UserWarning, match="not a leaf Tensor"):
        assert moved.grad is None


def test_gradients_return_over_a_move():
    x = torch.ones(2, requires_grad=True)
    (x.to("cuda") * 3).sum().backward()
    assert x.grad.is_cpu
    assert x.grad.tolist() == [3, 3]
    y = torch.ones(2, device="cuda", requires_grad=True)
    (y.cpu() * 2).sum().backward()
    assert on_cuda(y.grad)


def test_steps_of_gradient_descent_by_hand():
    w = torch.zeros(2, device="cuda", requires_grad=True)
    for _ in range(3):
        ((w - 1) ** 2).sum().backward()
        with torch.no_grad():
            w -= 0.1 * w.grad
        w.grad.zero_()
    assert_same(w, torch.full((2,), 1 - 0.8**3))
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad is being used"):
        w -= 1


def test_a_value_changed_in_place_is_noticed():
    x = torch.ones(2, device="cuda", requires_grad=True)
    y = x.exp()
    total = y.sum()
    y.add_(1)
    with pytest.raises(RuntimeError, match=r"by an inplace operation: \[torch.cuda.FloatTensor"):
        total.backward()


def test_gradients_of_gradients():
    x = torch.tensor(2.0, device="cuda", requires_grad=True)
    (first,) = torch.autograd.grad(x**3, x, create_graph=True)
    (second,) = torch.autograd.grad(first, x)
    assert (first.item(), second.item()) == (12, 12)


def test_gradients_accumulate():
    x = torch.tensor(2.0, device="cuda", requires_grad=True)
    (x * 2).backward()
    (x * 2).backward()
    assert x.grad.item() == 4


def test_a_graph_is_gone_through_once():
    x = torch.tensor(2.0, device="cuda", requires_grad=True)
    y = x * x
    y.backward()
    with pytest.raises(RuntimeError, match="second time"):
        y.backward()


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        assert on_cuda(gradient, x, torch.ones(1, device="cuda"))
        return 2 * x * gradient


def test_functions_and_hooks_of_ones_own_run_on_the_device():
    x = torch.tensor([3.0], device="cuda", requires_grad=True)
    seen = []
    x.register_hook(lambda gradient: seen.append(str(gradient.device)))
    Square.apply(x).sum().backward()
    assert x.grad.item() == 6
    assert seen == ["cuda:0"]


def test_no_graph_is_kept_where_none_is_wanted():
    x = torch.ones(2, device="cuda", requires_grad=True)
    with torch.no_grad():
        assert not (x * 2).requires_grad
    with torch.inference_mode():
        assert (x * 2).is_inference()
    assert not (x * 2).detach().requires_grad


def test_functional_transforms_and_checkpoints():
    x = torch.randn(3, 2, device="cuda")
    assert_same(torch.vmap(lambda row: (row * 2).sum())(x), x.cpu().sum(1) * 2)
    assert_same(torch.func.grad(lambda v: (v**2).sum())(x), 2 * x.cpu())
    leaf = x.clone().requires_grad_()
    checkpoint(lambda v: (v * v).sum(), leaf, use_reentrant=False).backward()
    assert_same(leaf.grad, 2 * x.cpu())


def test_a_gradient_can_be_checked_numerically():
    x = torch.rand(3, dtype=torch.float64, device="cuda", requires_grad=True)
    assert torch.autograd.gradcheck(lambda v: (v * v.cos()).sum(), x)
