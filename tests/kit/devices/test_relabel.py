"""One memory under two labels."""

import pytest
import torch

from autograder.devices.gap import SimulationGap
from autograder.devices.relabel import as_cpu, as_cuda

pytestmark = pytest.mark.simulated


@pytest.mark.parametrize(
    "tensor",
    [
        torch.arange(6.0).reshape(2, 3),
        torch.arange(24.0).reshape(2, 3, 4)[:, 1:, ::2].transpose(0, 1),
        torch.tensor(3),
        torch.empty(0, 3),
        torch.tensor([True, False]),
        torch.tensor([1 + 2j]),
        torch.ones(2, dtype=torch.bfloat16),
    ],
    ids=["matrix", "view", "scalar", "empty", "bool", "complex", "bfloat16"],
)
def test_shape_strides_type_and_memory_stay(tensor):
    there = as_cuda(tensor, 0)
    back = as_cpu(there)
    assert (there.shape, there.dtype) == (tensor.shape, tensor.dtype)
    assert there.stride() == tensor.stride()
    assert there.data_ptr() == back.data_ptr() == tensor.data_ptr()
    assert str(there.device) == "cuda:0"
    assert torch.equal(back, tensor)


def test_a_write_shows_under_both_labels():
    tensor = torch.zeros(3)
    there = as_cuda(tensor, 0)
    there[1] = 5
    assert tensor.tolist() == [0, 5, 0]


def test_the_memory_lives_as_long_as_either():
    there = as_cuda(torch.arange(1000.0), 0)
    back = as_cpu(there)
    del there
    assert back.sum().item() == 499500


def test_conjugates_keep_their_values():
    there = as_cuda(torch.tensor([1 + 2j]), 0).conj()
    assert there.is_conj()
    assert as_cpu(there).tolist() == [1 - 2j]


@pytest.mark.filterwarnings("ignore:The PyTorch API of nested tensors:UserWarning")
def test_nested_tensors_keep_their_parts():
    parts = [torch.ones(2, 3), torch.zeros(1, 3)]
    there = as_cuda(torch.nested.nested_tensor(parts), 0)
    assert str(there.device) == "cuda:0"
    assert [part.tolist() for part in as_cpu(there).unbind()] == [part.tolist() for part in parts]
    assert there.to_padded_tensor(7.0).tolist()[1][1] == [7, 7, 7]


@pytest.mark.filterwarnings("ignore:torch.quantize_per_tensor:UserWarning")
@pytest.mark.parametrize(
    "make",
    [
        lambda: torch.eye(2).to_sparse(),
        lambda: torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.quint8),
    ],
    ids=["sparse", "quantized"],
)
def test_what_has_no_label_is_a_gap(make):
    with pytest.raises(SimulationGap, match="not simulated"):
        as_cuda(make(), 0)
