"""From the device to numbers, lists, NumPy and text."""

import numpy as np
import pytest
import torch
from devices.comparison import on_cuda
from torch import nn

pytestmark = pytest.mark.simulated

TO_NUMPY = (
    r"can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu\(\) to copy the tensor to "
    "host memory first."
)


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # torch's own
@pytest.mark.parametrize("convert", [torch.Tensor.numpy, np.asarray, np.array])
def test_numpy_cannot_look_into_the_device(convert):
    with pytest.raises(TypeError, match=TO_NUMPY):
        convert(torch.ones(3, device="cuda"))


def test_numpy_gets_a_copy_on_the_cpu():
    x = torch.ones(3, device="cuda", requires_grad=True)
    assert x.detach().cpu().numpy().tolist() == [1, 1, 1]
    with pytest.raises(RuntimeError, match="Can't call numpy\\(\\) on Tensor that requires grad"):
        x.cpu().numpy()


def test_numpy_arrays_move_there():
    moved = torch.from_numpy(np.arange(3.0)).to("cuda")
    assert on_cuda(moved)
    assert moved.tolist() == [0, 1, 2]


def test_one_element_is_a_number():
    x = torch.tensor([2.5], device="cuda")
    assert x.item() == float(x) == 2.5
    assert int(x) == 2
    assert bool(x > 1)
    assert f"{x.item():.1f} {x[0]:.2f}" == "2.5 2.50"


def test_it_prints_with_its_device():
    assert repr(torch.tensor([1.0, 2.0], device="cuda")) == "tensor([1., 2.], device='cuda:0')"
    assert "device='cuda:0'" in str(torch.ones(3, 3, device="cuda", requires_grad=True))
    assert "device='cuda:0'" in repr(nn.Linear(1, 1).cuda().weight)


def test_it_can_be_gone_through():
    x = torch.arange(3, device="cuda")
    assert len(x) == 3
    assert 2 in x
    assert [int(value) for value in x] == [0, 1, 2]
    assert on_cuda(*x)
