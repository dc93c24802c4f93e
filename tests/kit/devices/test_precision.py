"""Half precision and autocast choose the types that they choose on CUDA."""

import pytest
import torch
from devices.comparison import assert_same, on_cuda
from torch import nn
from torch.nn import functional

from autograder.devices import SimulationGap

pytestmark = pytest.mark.simulated


def test_autocast_lowers_layers_and_not_losses():
    layer, x = nn.Linear(4, 2).cuda(), torch.randn(3, 4, device="cuda")
    with torch.autocast("cuda", dtype=torch.bfloat16):
        y = layer(x)
        assert y.dtype == torch.bfloat16
        assert functional.mse_loss(y, torch.zeros(3, 2, device="cuda")).dtype == torch.float32
    assert layer(x).dtype == torch.float32


def test_autocast_is_float16_unless_told_and_keeps_gradients_in_float32():
    layer, x = nn.Linear(4, 2).cuda(), torch.randn(3, 4, device="cuda")
    with torch.amp.autocast("cuda"):
        y = layer(x)
        assert y.dtype == torch.float16
    y.float().sum().backward()
    assert on_cuda(layer.weight.grad)
    assert layer.weight.grad.dtype == torch.float32


def test_a_scaled_loss_makes_a_step():
    layer = nn.Linear(4, 2).cuda()
    before = layer.weight.clone()
    optimiser = torch.optim.SGD(layer.parameters(), lr=0.1)
    scaler = torch.amp.GradScaler("cuda", init_scale=16.0)  # so small that no gradient overflows
    with torch.autocast("cuda"):
        loss = functional.cross_entropy(
            layer(torch.randn(3, 4, device="cuda")), torch.tensor([0, 1, 1], device="cuda")
        )
    scaler.scale(loss).backward()
    scaler.unscale_(optimiser)
    scaler.step(optimiser)
    scaler.update()
    assert not torch.equal(before, layer.weight)
    assert scaler.get_scale() > 0


def test_half_precision_computes():
    a = torch.randn(4, 4)
    product = a.cuda().half() @ a.cuda().half()
    assert product.dtype == torch.float16
    assert_same(product.float(), a @ a, 0.1)
    module = nn.Conv2d(1, 2, 3).cuda().half()
    assert module(torch.randn(1, 1, 5, 5, device="cuda").half()).dtype == torch.float16


@pytest.mark.parametrize("function", [functional.softmax, functional.log_softmax])
def test_a_softmax_raises_half_precision_where_it_is_told_to(function):
    x = torch.randn(3, 4).half()
    there, plain = x.cuda().requires_grad_(), x.float().requires_grad_()
    got, expected = function(there, -1, dtype=torch.float32), function(plain, -1)
    assert_same(got, expected.detach())
    got.square().sum().backward()
    expected.square().sum().backward()
    assert there.grad.dtype == torch.float16
    assert_same(there.grad.float(), plain.grad, 1e-2)


def test_what_the_cpu_has_no_half_precision_for_is_computed_in_single():
    x = torch.randn(1, 1, 4, 4, 4)
    pooled = functional.avg_pool3d(x.cuda().half(), 2)
    assert pooled.dtype == torch.float16
    assert_same(pooled.float(), functional.avg_pool3d(x, 2), 1e-2)


def test_what_is_not_computed_in_half_precision_at_all_is_a_gap():
    with pytest.raises(SimulationGap):
        torch.fft.rfft(torch.ones(4, device="cuda").half())
