"""Tensors are made on the device, by every way there is."""

import numpy as np
import pytest
import torch
from devices.comparison import assert_same, on_cuda
from torch import nn

pytestmark = pytest.mark.simulated


@pytest.mark.parametrize("make", [torch.ones, torch.zeros, torch.rand, torch.randn, torch.empty])
def test_factories_take_a_device(make):
    made = make(3, 5, device="cuda")
    assert on_cuda(made)
    assert made.shape == (3, 5)


@pytest.mark.parametrize(
    "make",
    [
        lambda **on: torch.ones(3, 5, **on),
        lambda **on: torch.arange(5, **on),
        lambda **on: torch.arange(1, 2, 0.25, **on),
        lambda **on: torch.full((2, 2), 7.0, **on),
        lambda **on: torch.eye(3, **on),
        lambda **on: torch.linspace(0, 1, 5, **on),
        lambda **on: torch.tril(torch.ones(3, 3, **on)),
        lambda **on: torch.tensor([[1.0, 2.0], [3.0, 4.0]], **on),
        lambda **on: torch.as_tensor(np.arange(3.0), **on),
        lambda **on: torch.tensor(3, **on),
    ],
)
def test_values_are_those_of_the_cpu(make):
    assert_same(make(device="cuda"), make())


def test_a_permutation_and_random_integers_are_what_they_are():
    assert sorted(torch.randperm(6, device="cuda").tolist()) == list(range(6))
    drawn = torch.randint(0, 3, (50,), device="cuda")
    assert on_cuda(drawn)
    assert drawn.dtype == torch.int64
    assert set(drawn.tolist()) == {0, 1, 2}


def test_a_leaf_can_be_made_there():
    leaf = torch.tensor([1.0], device="cuda", requires_grad=True)
    assert leaf.is_leaf
    assert leaf.requires_grad


def test_like_and_new_follow_their_tensor():
    x = torch.ones(2, 3, device="cuda")
    likes = [torch.zeros_like, torch.ones_like, torch.rand_like, torch.randn_like, torch.empty_like]
    assert on_cuda(*(like(x) for like in likes), torch.full_like(x, 2.0))
    assert on_cuda(x.new_zeros(2), x.new_ones(2), x.new_tensor([1.0]), x.new_full((2,), 3.0))
    assert on_cuda(x.new_empty(2))
    assert torch.zeros_like(x, device="cpu").is_cpu


def test_the_default_device_can_be_set():
    torch.set_default_device("cuda")
    try:
        assert on_cuda(torch.ones(2), torch.tensor([1.0]), nn.Linear(2, 2).weight)
    finally:
        torch.set_default_device("cpu")
    assert torch.ones(2).is_cpu


def test_a_device_can_be_set_for_a_block():
    with torch.device("cuda"):
        assert on_cuda(torch.zeros(2), nn.Linear(2, 2).weight)
    assert torch.zeros(2).is_cpu


def test_strides_are_those_of_the_cpu():
    for shape in ((1, 3), (3, 1, 4), (1, 1), (0, 3), ()):
        assert torch.ones(shape, device="cuda").stride() == torch.ones(shape).stride()
        assert torch.ones(shape).cuda().stride() == torch.ones(shape).stride()
    channels_last = torch.ones(2, 3, 4, 5).to(memory_format=torch.channels_last)
    assert channels_last.cuda().stride() == channels_last.stride()


def test_memory_of_a_device_tensor_cannot_be_pinned():
    with pytest.raises(RuntimeError, match="Only dense CPU tensors can be pinned"):
        torch.empty(2, device="cuda", pin_memory=True)
