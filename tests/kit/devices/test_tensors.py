"""A tensor on the device is an ordinary tensor: attributes, views, writes and results."""

import pytest
import torch
from devices.comparison import MIXED, assert_same, on_cuda
from torch import nn
from torch.nn import functional

pytestmark = pytest.mark.simulated


def test_it_is_a_plain_tensor():
    x = torch.ones(2, device="cuda")
    assert type(x) is torch.Tensor
    assert x.type() == "torch.cuda.FloatTensor"
    assert not x.is_cpu
    assert torch.ones(1).get_device() == -1


def test_its_storage_is_on_the_device():
    x = torch.ones(2, device="cuda")
    assert x.data_ptr() == x.untyped_storage().data_ptr() != 0
    assert x.untyped_storage().nbytes() == 8
    assert x.untyped_storage().device == torch.device("cuda:0")
    assert torch.UntypedStorage(4, device="cuda").device.type == "cuda"
    assert torch.UntypedStorage(4).device.type == "cpu"


def test_views_share_its_memory():
    x = torch.zeros(4, device="cuda")
    view = x.view(2, 2)
    view[0, 0] = 3
    transposed = x.reshape(2, 2).t()
    transposed += 1
    x[1:3].zero_()
    assert x.tolist() == [4, 0, 0, 1]
    assert view._base is x
    assert x.data_ptr() == view.data_ptr()
    assert not transposed.is_contiguous()
    assert transposed.contiguous().is_contiguous()


OPERATIONS = {
    "matmul": torch.matmul,
    "einsum": lambda x, y: torch.einsum("ij,jk->ik", x, y),
    "softmax of a logarithm": lambda x, y: (x / y).log().softmax(-1),
    "sort": lambda x, y: x.sort(dim=1).values,
    "topk": lambda x, y: x.topk(2).values,
    "cat": lambda x, y: torch.cat([x, y], 1),
    "cumsum": lambda x, y: x.cumsum(0),
    "inverse": lambda x, y: torch.linalg.inv(x @ x.T + torch.eye(4, device=x.device)),
    "standard deviation": lambda x, y: x.std(0) + y.var(1),
    "where": lambda x, y: torch.where(x > y, x, y),
    "gather": lambda x, y: x.gather(1, x.argsort(1)),
    "boolean index": lambda x, y: x[x > 0.5],
    "nonzero": lambda x, y: x.nonzero(),
    "cdist": torch.cdist,
    "singular values": lambda x, y: torch.linalg.svdvals(x),
    "unfold": lambda x, y: x.unfold(0, 2, 1),
    "Fourier transform": lambda x, y: torch.fft.rfft(x).abs(),
    "unique": lambda x, y: x.unique(),
    "flip and roll": lambda x, y: x.flip(0).roll(1),
    "pad": lambda x, y: functional.pad(x, (1, 1)),
    "bincount": lambda x, y: torch.bincount((x * 5).long().flatten()),
    "clamp": lambda x, y: x.clamp(min=y),
    "lerp": lambda x, y: torch.lerp(x, y, 0.3),
    "norm": lambda x, y: x.norm(),
    "max and min": lambda x, y: x.max(1)[0] + y.min(0)[0],
    "one_hot": lambda x, y: functional.one_hot((x * 4).long(), 8),
    "repeat_interleave": lambda x, y: x.repeat_interleave(2, 0),
    "meshgrid": lambda x, y: torch.meshgrid(x[0], y[0], indexing="ij")[0],
    "a number first": lambda x, y: 2 % x + torch.remainder(3, y),
    "quantile": lambda x, y: x.quantile(0.5),
}


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_results_are_those_of_the_cpu(operation):
    torch.manual_seed(0)
    x, y = torch.rand(4, 4) + 0.1, torch.rand(4, 4) + 0.1
    assert_same(operation(x.cuda(), y.cuda()), operation(x, y))


def test_in_place_operations_write_to_it():
    x = torch.ones(3, device="cuda")
    assert x.mul_(3).add_(1) is x
    assert x.tolist() == [4, 4, 4]


def test_out_is_written_to_and_returned():
    x, out = torch.ones(3, device="cuda"), torch.zeros(3, device="cuda")
    address = out.data_ptr()
    assert torch.add(x, 1, out=out) is out
    assert out.tolist() == [2, 2, 2]
    assert out.data_ptr() == address
    assert torch.add(x, 1, out=x) is x
    assert x.tolist() == [2, 2, 2]


def test_an_empty_out_grows():
    out = torch.empty(0, device="cuda")
    torch.mul(torch.ones(3, device="cuda"), 2, out=out)
    assert on_cuda(out)
    assert out.tolist() == [2, 2, 2]


def test_an_out_of_another_size_is_resized_with_a_warning():
    out = torch.zeros(2, device="cuda")
    with pytest.warns(UserWarning, match="An output with one or more elements was resized"):
        torch.mul(torch.ones(3, device="cuda"), 2, out=out)
    assert out.tolist() == [2, 2, 2]


def test_an_out_on_the_cpu_is_refused():
    with pytest.raises(RuntimeError, match=MIXED):
        torch.add(torch.ones(3, device="cuda"), 1, out=torch.empty(3))


def test_it_can_be_resized():
    x = torch.arange(3.0, device="cuda")
    x.resize_(2)
    assert x.tolist() == [0, 1]
    x.resize_(2, 3)
    assert on_cuda(x)
    assert x.shape == (2, 3)
    assert x.flatten()[:2].tolist() == [0, 1]


def test_an_assertion_fails_on_the_device_for_an_index_out_of_range():
    with pytest.raises(torch.AcceleratorError, match="device-side assert triggered"):
        functional.cross_entropy(
            torch.randn(2, 3, device="cuda"), torch.tensor([0, 3], device="cuda")
        )
    with pytest.raises(torch.AcceleratorError, match="device-side assert triggered"):
        torch.ones(3, device="cuda").gather(0, torch.tensor([5], device="cuda"))
    with pytest.raises(torch.AcceleratorError, match="device-side assert triggered"):
        nn.Embedding(3, 2).cuda()(torch.tensor([3], device="cuda"))


def test_a_plain_index_out_of_range_is_an_index_error():
    with pytest.raises(IndexError, match="index 5 is out of bounds for dimension 0 with size 3"):
        torch.ones(3, device="cuda")[5]


def test_integers_are_not_multiplied_as_matrices():
    whole = torch.ones(2, 2, dtype=torch.long, device="cuda")
    with pytest.raises(RuntimeError, match="\"addmm_cuda\" not implemented for 'Long'"):
        whole @ whole


def test_parameters_are_parameters():
    parameter = nn.Parameter(torch.ones(2, device="cuda"))
    assert on_cuda(parameter)
    parameter.data = torch.zeros(2, device="cuda")
    parameter.data.add_(1)
    assert parameter.sum().item() == 2


def test_the_cpu_goes_on_as_before():
    x = torch.randn(3, 3)
    assert (x @ x).sum().is_cpu
    assert x.numpy().tolist() == x.tolist()
    assert repr(torch.ones(1)) == "tensor([1.])"
