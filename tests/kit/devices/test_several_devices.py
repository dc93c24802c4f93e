"""More than one device: each has an index, and tensors on two of them do not mix."""

import threading

import pytest
import torch
from devices.comparison import MIXED

from autograder.devices import simulated_cuda
from autograder.devices.guard import has_several_devices

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(not has_several_devices(), reason="this PyTorch has no guard for several"),
]


def test_tensors_are_made_on_the_device_that_is_asked_for_or_current():
    with simulated_cuda(count=2):
        assert torch.cuda.device_count() == torch.accelerator.device_count() == 2
        assert str(torch.ones(2, device="cuda:1").device) == "cuda:1"
        with torch.cuda.device(1):
            assert torch.cuda.current_device() == torch.accelerator.current_device_index() == 1
            made = torch.ones(2, device="cuda")
        assert str(made.device) == str((made * 2 + 1).device) == "cuda:1"
        assert torch.cuda.current_device() == 0


def test_two_devices_do_not_mix():
    with simulated_cuda(count=2):
        here, there = torch.ones(2, device="cuda:0"), torch.ones(2, device="cuda:1")
        with pytest.raises(RuntimeError, match=f"{MIXED}, .* cuda:0 and cuda:1!"):
            here + there
        assert (here + there.to("cuda:0")).tolist() == [2, 2]


def test_gradients_go_back_to_the_device_they_belong_to():
    with simulated_cuda(count=2):
        leaf = torch.ones(2, device="cuda:1", requires_grad=True)
        (leaf.to("cuda:0") * 3).sum().backward()
        assert str(leaf.grad.device) == "cuda:1"
        assert leaf.grad.tolist() == [3, 3]


def test_each_thread_has_a_current_device():
    found = []
    with simulated_cuda(count=2):
        torch.cuda.set_device(1)
        thread = threading.Thread(target=lambda: found.append(torch.cuda.current_device()))
        thread.start()
        thread.join()
        assert (torch.cuda.current_device(), found) == (1, [0])
        torch.cuda.set_device(0)


def test_each_device_draws_its_own_numbers():
    with simulated_cuda(count=2):
        torch.cuda.manual_seed_all(1)
        torch.rand(3, device="cuda:0")
        second = torch.rand(3, device="cuda:1")
        torch.cuda.manual_seed_all(1)
        assert torch.equal(second.cpu(), torch.rand(3, device="cuda:1").cpu())


def test_memory_is_counted_for_each_device():
    with simulated_cuda(count=2):
        kept = torch.zeros(1024, device="cuda:1")
        assert torch.cuda.memory_allocated(0) == 0
        assert torch.cuda.memory_allocated(1) == 4 * kept.numel()
