"""Tensors on two devices do not mix, and the error is CUDA's."""

import pytest
import torch
from devices.comparison import MIXED, on_cuda
from torch import nn
from torch.nn import functional

pytestmark = pytest.mark.simulated


def ones(*shape):
    return torch.ones(*shape, device="cuda")


def test_adding_names_both_devices():
    with pytest.raises(RuntimeError, match=f"{MIXED}, but found at least two devices, cuda:0 and"):
        ones(3) + torch.ones(3)


@pytest.mark.parametrize(
    "mix",
    [
        lambda: torch.ones(3) * ones(3),
        lambda: torch.ones(3).add_(ones(3)),
        lambda: ones(3).add_(torch.ones(3)),
        lambda: torch.maximum(ones(3), torch.ones(3)),
        lambda: torch.add(ones(3), 1, out=torch.empty(3)),
        lambda: ones(2, 2) @ torch.ones(2, 2),
        lambda: torch.mm(torch.ones(2, 2), ones(2, 2)),
        lambda: torch.bmm(ones(1, 2, 2), torch.ones(1, 2, 2)),
        lambda: torch.cat([torch.ones(1), ones(1)]),
        lambda: torch.stack([ones(1), torch.ones(1)]),
        lambda: torch.cat([ones(1), torch.ones(1)]),
        lambda: ones(3) == torch.ones(3),
        lambda: ones(3).gather(0, torch.tensor([0])),
    ],
)
def test_operations_on_both_are_refused(mix):
    with pytest.raises(RuntimeError, match=MIXED):
        mix()


def test_a_linear_layer_names_the_kernel():
    with pytest.raises(RuntimeError, match=rf"{MIXED}.*mat1 is on cpu.*wrapper_CUDA_addmm\)"):
        functional.linear(torch.ones(2, 2), ones(3, 2), ones(3))


def test_a_model_left_on_the_cpu():
    with pytest.raises(RuntimeError, match=MIXED):
        nn.Linear(2, 2)(ones(1, 2))


def test_an_input_left_on_the_cpu():
    with pytest.raises(RuntimeError, match=MIXED):
        nn.Linear(2, 2).to("cuda")(torch.ones(1, 2))


def test_a_move_without_an_assignment():
    x = torch.ones(1, 2)
    x.to("cuda")
    with pytest.raises(RuntimeError, match=MIXED):
        nn.Linear(2, 2).to("cuda")(x)


def test_labels_left_on_the_cpu():
    out = torch.randn(4, 3, device="cuda", requires_grad=True)
    with pytest.raises(RuntimeError, match=f"{MIXED}.*target"):
        functional.cross_entropy(out, torch.tensor([0, 1, 2, 0]))
    with pytest.raises(RuntimeError, match=MIXED):
        functional.mse_loss(out, torch.zeros(4, 3))


def test_class_weights_left_on_the_cpu():
    loss = nn.CrossEntropyLoss(weight=torch.ones(3))
    with pytest.raises(RuntimeError, match=f"{MIXED}.*weight"):
        loss(torch.randn(2, 3, device="cuda"), torch.tensor([0, 1], device="cuda"))


def test_a_convolution_compares_types():
    words = r"Input type \(torch.FloatTensor\) and weight type \(torch.cuda.FloatTensor\) should be"
    with pytest.raises(RuntimeError, match=words):
        nn.Conv2d(1, 2, 3).cuda()(torch.ones(1, 1, 5, 5))
    with pytest.raises(RuntimeError, match="and bias type"):
        functional.conv2d(ones(1, 1, 5, 5), ones(2, 1, 3, 3), torch.ones(2))


def test_indices_of_an_embedding_left_on_the_cpu():
    with pytest.raises(RuntimeError, match=f"{MIXED}.*index is on cpu"):
        nn.Embedding(5, 2).cuda()(torch.tensor([1]))


def test_a_condition_left_on_the_cpu():
    with pytest.raises(RuntimeError, match="same device"):
        torch.where(torch.tensor([True, False, True]), ones(3), ones(3))


def test_a_mask_left_on_the_cpu():
    words = "expected self and mask to be on the same device, but got mask on cpu and self on cuda"
    with pytest.raises(RuntimeError, match=words):
        ones(3).masked_fill(torch.tensor([True, False, True]), 0.0)


def test_a_scalar_of_the_cpu_goes_with_every_device():
    y = ones(3) * torch.tensor(2.0) + torch.tensor(1)
    assert on_cuda(y)
    y += torch.tensor(1.0)
    assert (y + 1 - 0.5).tolist() == [4.5, 4.5, 4.5]


def test_a_scalar_of_the_device_does_not_go_with_the_cpu():
    with pytest.raises(RuntimeError, match=MIXED):
        torch.ones(3) + torch.tensor(2.0, device="cuda")


def test_indices_may_be_on_the_cpu():
    x = torch.arange(6.0, device="cuda").reshape(3, 2)
    rows = torch.tensor([2, 0])
    assert on_cuda(x[rows], x[torch.tensor([True, False, True])])
    assert x[rows].tolist() == [[4, 5], [0, 1]]
    x[rows] = 0.0
    assert x.sum().item() == 5


def test_values_to_assign_may_not_be_on_the_cpu():
    with pytest.raises(RuntimeError, match=MIXED):
        ones(3)[torch.tensor([0, 1])] = torch.zeros(2)


def test_indices_of_the_device_do_not_index_the_cpu():
    words = "indices should be either on cpu or on the same device as the indexed tensor"
    with pytest.raises(RuntimeError, match=words):
        torch.arange(3.0)[torch.tensor([0], device="cuda")]


class WithHiddenTensor(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 2)
        self.offset = torch.ones(1, 2)  # no buffer: it stays where it is

    def forward(self, x):
        return self.linear(x) + self.offset


class WithHiddenLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(2, 2)]  # no ModuleList

    def forward(self, x):
        return self.layers[0](x)


@pytest.mark.parametrize("model", [WithHiddenTensor, WithHiddenLayers])
def test_what_a_module_does_not_know_of_stays_on_the_cpu(model):
    with pytest.raises(RuntimeError, match=MIXED):
        model().to("cuda")(ones(1, 2))


def test_a_hidden_state_left_on_the_cpu():
    words = "(same device|Input and hidden tensors are not at the same device)"
    with pytest.raises((RuntimeError, ValueError), match=words):
        nn.RNN(2, 3, batch_first=True).cuda()(ones(1, 4, 2), torch.zeros(1, 1, 3))


def test_queries_and_keys_on_two_devices():
    words = (
        "Expected query, key, and value to have the same device type, but got query.device: cuda"
    )
    with pytest.raises(RuntimeError, match=words):
        functional.scaled_dot_product_attention(ones(1, 2, 4), torch.ones(1, 2, 4), ones(1, 2, 4))


def test_a_gradient_of_another_device_cannot_be_assigned():
    x = torch.ones(2, device="cuda", requires_grad=True)
    with pytest.raises(RuntimeError, match="device"):
        x.grad = torch.ones(2)
