"""Modules move whole, and compute on the device what they compute on the CPU."""

import copy

import pytest
import torch
from devices.comparison import assert_module_same, assert_same, on_cuda
from torch import nn
from torch.nn import functional

pytestmark = pytest.mark.simulated


def test_a_module_moves_in_place_and_keeps_its_parameters():
    module = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
    parameters = list(module.parameters())
    assert module.to("cuda") is module
    assert on_cuda(*module.parameters())
    assert all(a is b for a, b in zip(parameters, module.parameters(), strict=True))
    assert all(type(parameter) is nn.Parameter for parameter in parameters)
    module.cpu()
    assert all(parameter.is_cpu for parameter in parameters)
    assert on_cuda(nn.Linear(1, 1).cuda().weight, nn.Linear(1, 1, device="cuda").weight)


def test_a_module_moves_after_use_with_its_gradients_and_optimiser():
    module = nn.Linear(2, 1)
    optimiser = torch.optim.SGD(module.parameters(), lr=0.1)
    module(torch.ones(1, 2)).sum().backward()
    module.to("cuda")
    assert on_cuda(module.weight, module.weight.grad)
    before = module.weight.clone()
    optimiser.zero_grad()
    module(torch.ones(1, 2, device="cuda")).sum().backward()
    optimiser.step()
    assert not torch.equal(before, module.weight)
    assert optimiser.param_groups[0]["params"][0] is module.weight


def test_buffers_move_along():
    module = nn.BatchNorm1d(3).cuda()
    assert on_cuda(module.running_mean, module.num_batches_tracked)


LAYERS = {
    "Linear": (lambda: nn.Linear(4, 3), [torch.randn(2, 4)]),
    "Linear with more axes": (lambda: nn.Linear(4, 3), [torch.randn(2, 5, 4)]),
    "Conv1d": (lambda: nn.Conv1d(2, 3, 3), [torch.randn(1, 2, 8)]),
    "Conv2d": (lambda: nn.Conv2d(2, 4, 3, padding=1, groups=2), [torch.randn(2, 2, 6, 6)]),
    "ConvTranspose2d": (lambda: nn.ConvTranspose2d(2, 3, 2), [torch.randn(1, 2, 4, 4)]),
    "LayerNorm": (lambda: nn.LayerNorm(4), [torch.randn(3, 4)]),
    "RMSNorm": (lambda: nn.RMSNorm(4), [torch.randn(3, 4)]),
    "GroupNorm": (lambda: nn.GroupNorm(2, 4), [torch.randn(2, 4, 3)]),
    "BatchNorm2d": (lambda: nn.BatchNorm2d(3), [torch.randn(2, 3, 4, 4)]),
    "Embedding": (lambda: nn.Embedding(5, 3), [torch.tensor([[1, 2], [4, 0]])]),
    "EmbeddingBag": (lambda: nn.EmbeddingBag(5, 3), [torch.tensor([[1, 2], [4, 0]])]),
    "RNN": (lambda: nn.RNN(3, 4, 2, batch_first=True), [torch.randn(2, 5, 3)]),
    "LSTM": (lambda: nn.LSTM(3, 4, 2, batch_first=True), [torch.randn(2, 5, 3)]),
    "GRU": (lambda: nn.GRU(3, 4, 2, batch_first=True), [torch.randn(2, 5, 3)]),
}


@pytest.mark.parametrize(("make", "inputs"), LAYERS.values(), ids=LAYERS)
@pytest.mark.parametrize("training", [True, False], ids=["training", "evaluating"])
def test_layers_compute_what_they_compute_on_the_cpu(make, inputs, training):
    assert_module_same(make, *inputs, training=training)


@pytest.mark.parametrize(
    "activation",
    [nn.GELU(), nn.Tanh(), nn.LeakyReLU(), nn.ELU(), nn.SiLU(), nn.Softmax(-1), nn.LogSoftmax(-1)],
)
def test_activations_compute_what_they_compute_on_the_cpu(activation):
    assert_module_same(lambda: nn.Sequential(nn.Linear(4, 4), activation), torch.randn(3, 4))


def test_a_convolutional_network_computes_what_it_does_on_the_cpu():
    def make():
        return nn.Sequential(
            nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 4, 3),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2),
        )  # fmt: skip

    assert_module_same(make, torch.randn(2, 1, 8, 8))


def test_recurrent_layers_run_without_a_graph():
    module = nn.LSTM(3, 4).cuda()
    for context in (torch.no_grad, torch.inference_mode):
        with context():
            assert on_cuda(module(torch.randn(2, 1, 3, device="cuda"))[0])


def test_rms_norm_runs_without_a_graph():
    x, module = torch.randn(2, 4), nn.RMSNorm(4)
    with torch.inference_mode():
        assert_same(copy.deepcopy(module).cuda()(x.cuda()), module(x))


def test_dropout_drops_and_scales():
    kept = nn.Dropout(0.5).cuda()(torch.ones(1000, device="cuda"))
    assert on_cuda(kept)
    assert 300 < (kept == 0).sum().item() < 700
    assert set(kept.unique().tolist()) == {0.0, 2.0}
    x = torch.ones(5, device="cuda")
    assert functional.dropout(x, 1.0).tolist() == [0] * 5
    assert functional.dropout(x, 0.0).tolist() == [1] * 5


LOSSES = {
    "CrossEntropyLoss": (nn.CrossEntropyLoss(), torch.tensor([0, 2, 1, 1])),
    "label smoothing": (nn.CrossEntropyLoss(label_smoothing=0.1), torch.tensor([0, 2, 1, 1])),
    "NLLLoss": (nn.NLLLoss(), torch.tensor([0, 2, 1, 1])),
    "MSELoss": (nn.MSELoss(), torch.rand(4, 3)),
    "L1Loss": (nn.L1Loss(), torch.rand(4, 3)),
    "SmoothL1Loss": (nn.SmoothL1Loss(), torch.rand(4, 3)),
    "HuberLoss": (nn.HuberLoss(), torch.rand(4, 3)),
    "BCEWithLogitsLoss": (nn.BCEWithLogitsLoss(), torch.rand(4, 3)),
    "KLDivLoss": (nn.KLDivLoss(reduction="batchmean"), torch.rand(4, 3)),
}


@pytest.mark.parametrize(("loss", "target"), LOSSES.values(), ids=LOSSES)
def test_losses_are_those_of_the_cpu(loss, target):
    plain = torch.randn(4, 3, requires_grad=True)
    there = plain.detach().cuda().requires_grad_()
    expected, got = loss(plain, target), copy.deepcopy(loss).cuda()(there, target.cuda())
    assert_same(got, expected.detach())
    expected.backward()
    got.backward()
    assert_same(there.grad, plain.grad)


def test_initialisers_write_to_the_device():
    module = nn.Linear(4, 4, device="cuda")
    for initialise in (nn.init.xavier_uniform_, nn.init.normal_, nn.init.orthogonal_):
        nn.init.zeros_(module.weight)
        initialise(module.weight)
        assert on_cuda(module.weight)
        assert module.weight.abs().sum().item() > 0


@pytest.mark.filterwarnings("ignore:`torch.jit.script`:DeprecationWarning")
def test_a_scripted_function_runs_on_the_device():
    y = torch.jit.script(_double_and_add)(torch.ones(2, device="cuda"))
    assert on_cuda(y)
    assert y.tolist() == [3, 3]


def _double_and_add(x):
    return x * 2 + torch.ones(2, device=x.device)


def test_a_compiled_function_runs_as_it_is():
    compiled = torch.compile(_double_and_add)
    assert compiled(torch.ones(2, device="cuda")).tolist() == [3, 3]
    assert torch.compile(mode="max-autotune")(_double_and_add) is _double_and_add
