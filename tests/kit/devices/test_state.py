"""States are saved, loaded and copied with the device they were on, or moved to another."""

import copy
import pickle

import pytest
import torch
from devices.comparison import assert_same, on_cuda
from torch import nn

pytestmark = pytest.mark.simulated


def test_a_state_dict_goes_from_device_to_cpu_and_back():
    module = nn.Linear(2, 2).cuda()
    state = module.state_dict()
    assert on_cuda(*state.values())
    plain = nn.Linear(2, 2)
    plain.load_state_dict(state)
    assert plain.weight.is_cpu
    again = nn.Linear(2, 2).cuda()
    again.load_state_dict(plain.state_dict())
    assert_same(again.weight, module.weight.detach().cpu())


def test_what_was_saved_on_the_device_is_loaded_there_or_where_it_is_told(tmp_path):
    module = nn.Linear(2, 2).cuda()
    torch.save(module.state_dict(), tmp_path / "model.pt")
    assert_same(torch.load(tmp_path / "model.pt")["weight"], module.weight.detach().cpu())
    plain = torch.load(tmp_path / "model.pt", map_location="cpu")["weight"]
    assert plain.is_cpu
    assert torch.equal(plain, module.weight.cpu())
    where = torch.device("cuda")
    assert on_cuda(torch.load(tmp_path / "model.pt", map_location=where)["weight"])


def test_what_was_saved_on_the_cpu_is_loaded_there_or_where_it_is_told(tmp_path):
    torch.save(nn.Linear(2, 2).state_dict(), tmp_path / "model.pt")
    assert torch.load(tmp_path / "model.pt")["bias"].is_cpu
    assert on_cuda(torch.load(tmp_path / "model.pt", map_location="cuda:0")["bias"])


def test_a_copy_has_memory_of_its_own_on_the_device():
    module = nn.Linear(2, 2).cuda()
    copied = copy.deepcopy(module)
    assert_same(copied.weight, module.weight.detach().cpu())
    best = copy.deepcopy(module.state_dict())
    with torch.no_grad():
        module.weight.zero_()
    assert on_cuda(best["weight"])
    assert best["weight"].abs().sum().item() > 0
    assert copied.weight.abs().sum().item() > 0


def test_a_tensor_can_be_pickled():
    x = pickle.loads(pickle.dumps(torch.arange(3.0, device="cuda")))
    assert on_cuda(x)
    assert x.tolist() == [0, 1, 2]


def test_a_clone_has_memory_of_its_own():
    x = torch.arange(3.0, device="cuda")
    y = x.clone()
    y[0] = 9
    assert x.tolist() == [0, 1, 2]
