"""Tensors move to the device and back, and a move is a copy."""

import pytest
import torch
from devices.comparison import assert_same, on_cuda

pytestmark = pytest.mark.simulated


@pytest.mark.parametrize(
    "move",
    [
        lambda x: x.to("cuda"),
        lambda x: x.cuda(),
        lambda x: x.cuda(0),
        lambda x: x.to(torch.device("cuda:0")),
        lambda x: x.to(device="cuda"),
        lambda x: x.to("cuda", non_blocking=True),
        lambda x: x.to(torch.zeros(1, device="cuda")),
    ],
)
def test_every_way_there_and_back_keeps_the_values(move):
    x = torch.arange(6.0).reshape(2, 3)
    moved = move(x)
    assert_same(moved, x)
    assert x.is_cpu
    back = moved.cpu()
    assert back.is_cpu
    assert torch.equal(back, x)


def test_a_move_is_a_copy():
    x = torch.zeros(3)
    moved = x.to("cuda")
    moved[0] = 5
    assert x[0] == 0
    back = moved.cpu()
    back[1] = 9
    assert moved.tolist() == [5, 0, 0]


def test_a_move_to_where_it_is_returns_the_tensor_itself():
    x = torch.zeros(3)
    moved = x.cuda()
    assert moved.to("cuda") is moved.cuda() is moved
    assert x.cpu() is x


def test_a_move_can_change_the_type_as_well():
    x = torch.ones(2, device="cuda")
    assert on_cuda(x.to(torch.float64), x.double(), x.half(), x.long())
    assert x.to("cpu", torch.int32).dtype == torch.int32
    like = torch.zeros(1, dtype=torch.float16, device="cuda")
    assert torch.ones(2).to(like).dtype == torch.float16
    assert x.to(torch.zeros(1)).is_cpu


def test_pinned_memory_is_only_for_the_cpu():
    pinned = torch.ones(4).pin_memory()
    assert pinned.is_pinned()
    assert pinned.pin_memory() is pinned
    assert not torch.ones(4).is_pinned()
    assert on_cuda(pinned.to("cuda", non_blocking=True))
    with pytest.raises(RuntimeError, match=r"cannot pin 'torch.cuda.FloatTensor' only dense CPU"):
        pinned.cuda().pin_memory()


def test_copy_goes_both_ways():
    plain, there = torch.zeros(3), torch.arange(3.0, device="cuda")
    plain.copy_(there)
    assert plain.tolist() == [0, 1, 2]
    there.copy_(torch.ones(3))
    assert there.tolist() == [1, 1, 1]


def test_assigning_to_a_part_copies_from_the_cpu():
    x = torch.ones(3, device="cuda")
    x[0] = torch.tensor(7.0)
    x[1:] = torch.tensor([4.0, 5.0])
    assert x.tolist() == [7, 4, 5]


def test_a_complex_view_moves_with_its_values():
    z = torch.tensor([1 + 2j, 3 - 1j])
    assert_same(z.conj().cuda(), z.conj().resolve_conj())
    assert_same(z.conj().imag.cuda(), torch.tensor([-2.0, 1.0]))
