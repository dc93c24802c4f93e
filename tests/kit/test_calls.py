"""Counting calls: public functions by their names, and what reaches the dispatcher."""

import pytest
import torch
from torch import nn

from autograder.observation.calls import counting_calls

X = torch.ones(2, 3)
LAYER = nn.Linear(3, 2)


def counted(act):
    with counting_calls() as counts:
        act()
    return counts


def public(act):
    return {name: n for name, n in counted(act).items() if not name.startswith("aten.")}


@pytest.mark.parametrize(
    ("act", "name"),
    [
        (lambda: torch.zeros(2), "torch.zeros"),
        (lambda: torch.tensor([1.0]), "torch.tensor"),
        (lambda: torch.stack([X, X]), "torch.stack"),
        (lambda: torch.mean(X, 0), "torch.mean"),
        (lambda: X.mean(0), "Tensor.mean"),
        (X.tolist, "Tensor.tolist"),
        (lambda: X + X, "Tensor.add"),
        (lambda: 1 - X, "Tensor.__rsub__"),
        (lambda: X[0], "Tensor.__getitem__"),
        (lambda: X.unsqueeze(0), "Tensor.unsqueeze"),
        (lambda: list(X), "Tensor.unbind"),
        (lambda: nn.functional.mse_loss(X, X), "torch.nn.functional.mse_loss"),
    ],
)
def test_a_call_counts_once_under_its_public_name(act, name):
    assert public(act) == {name: 1}


def test_what_a_public_function_calls_itself_is_not_counted():
    assert public(lambda: LAYER(X)) == {"torch.nn.functional.linear": 1}


def test_a_loop_counts_every_turn():
    assert public(lambda: torch.stack([X.sum() for _ in range(5)])) == {
        "Tensor.sum": 5,
        "torch.stack": 1,
    }


@pytest.mark.parametrize(
    "act",
    [
        lambda: (X.shape, X.dtype, X.device, X.ndim, X.grad, X.requires_grad, X.is_leaf),
        lambda: (X.size(), X.dim(), X.numel(), len(X)),
        lambda: setattr(X, "grad", None),
        lambda: LAYER.weight.shape,
    ],
    ids=["attributes", "sizes", "assignment", "parameter"],
)
def test_reading_what_a_tensor_is_is_no_call(act):
    assert public(act) == {}


def test_showing_a_tensor_is_no_call():
    assert public(lambda: (repr(X), str(X), f"{X}")) == {}


@pytest.mark.parametrize(
    "act",
    [lambda: X @ X.T, lambda: torch.matmul(X, X.T), lambda: torch.einsum("ij,kj->ik", X, X)],
    ids=["operator", "function", "einsum"],
)
def test_what_reaches_the_dispatcher_counts_by_whatever_way(act):
    counts = counted(act)
    assert counts.get("aten.mm", 0) + counts.get("aten.bmm", 0) == 1


def test_the_parts_of_a_module_reach_the_dispatcher():
    assert counted(lambda: LAYER(X))["aten.addmm"] == 1


def test_what_the_backward_pass_does_reaches_the_dispatcher():
    x = torch.ones(2, requires_grad=True)
    y = (x * 3).sum()
    counts = counted(y.backward)
    assert counts["Tensor.backward"] == 1
    assert counts["aten.mul"] == 1


def test_overloads_of_one_operation_count_together():
    assert counted(lambda: (X + X, X + 1))["aten.add"] == 2


def test_a_call_that_fails_was_called():
    counts = {}

    def act():
        with counting_calls() as inner:
            counts["inside"] = inner
            torch.stack([X, X[0]])

    with pytest.raises(RuntimeError):
        act()
    assert counts["inside"]["torch.stack"] == 1


def test_results_are_those_of_calls_that_nobody_counts():
    found = []
    counted(lambda: found.append(LAYER(X)))
    assert torch.equal(found[0], LAYER(X))
    assert found[0].requires_grad


def test_what_is_called_before_and_after_is_not_counted():
    X.sum()
    counts = counted(lambda: None)
    X.sum()
    assert counts == {}


def test_each_count_starts_anew():
    first, second = counted(X.sum), counted(X.sum)
    assert first == second == {"Tensor.sum": 1, "aten.sum": 1}
