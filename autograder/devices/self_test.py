"""A few operations on a simulated device whose outcome is known: it works here, or it does not."""

from __future__ import annotations

import torch
from torch import nn

from autograder.devices.gap import SimulationGap


def self_test() -> None:
    """Raise SimulationGap, with the reason, unless the device behaves as a CUDA device does."""
    random_state = torch.default_generator.get_state()
    try:
        with torch.enable_grad():
            failed = [name for name, holds in _CHECKS.items() if not holds()]
    except Exception as error:
        if "device_ready_queues_" in str(error):
            raise SimulationGap(
                "backward() ran in this process before the simulation began, and autograd has "
                "started its threads without the device"
            ) from None
        raise SimulationGap(f"the self-test raised {type(error).__name__}: {error}") from error
    finally:
        torch.default_generator.set_state(random_state)
    if failed:
        raise SimulationGap(f"the self-test failed: {', '.join(failed)}")


def _creates() -> bool:
    made = torch.ones(2, 3, device="cuda")
    return str(made.device) == "cuda:0" and type(made) is torch.Tensor and made.stride() == (3, 1)


def _computes() -> bool:
    x = torch.arange(6.0).reshape(2, 3)
    product = x.to("cuda") @ x.to("cuda").T + 1
    return product.is_cuda and torch.equal(product.cpu(), x @ x.T + 1)


def _refuses_to_mix() -> bool:
    try:
        torch.ones(2, device="cuda") + torch.ones(2)
    except RuntimeError as error:
        return "same device" in str(error)
    return False


def _refuses_to_leave() -> bool:
    try:
        torch.ones(2, device="cuda").numpy()
    except TypeError as error:
        return "can't convert cuda:0 device type tensor to numpy" in str(error)
    return False


def _differentiates() -> bool:
    leaf = torch.ones(2, requires_grad=True)
    (leaf.to("cuda") ** 2 * 3).sum().backward()
    return leaf.grad is not None and leaf.grad.is_cpu and leaf.grad.tolist() == [6.0, 6.0]


def _trains() -> bool:
    layer = nn.Linear(2, 1).to("cuda")
    layer(torch.ones(1, 2, device="cuda")).sum().backward()
    gradient = layer.weight.grad
    return gradient is not None and gradient.is_cuda and gradient.tolist() == [[1.0, 1.0]]


def _attends() -> bool:
    heads = nn.MultiheadAttention(4, 2)
    x = torch.arange(12.0).reshape(3, 4)
    expected = heads(x, x, x, need_weights=False)[0]
    x, heads = x.to("cuda"), heads.to("cuda")
    return torch.allclose(heads(x, x, x, need_weights=False)[0].cpu(), expected, atol=1e-4)


def _draws() -> bool:
    generator = torch.Generator("cuda").manual_seed(1)
    first = torch.rand(2, device="cuda", generator=generator)
    generator.manual_seed(1)
    again = torch.rand(2, device="cuda", generator=generator)
    return str(generator.device) == "cuda:0" and torch.equal(first, again)


_CHECKS = {
    "creating a tensor": _creates,
    "computing": _computes,
    "refusing to mix devices": _refuses_to_mix,
    "refusing numpy()": _refuses_to_leave,
    "backward across devices": _differentiates,
    "backward through a layer": _trains,
    "attention": _attends,
    "drawing random numbers": _draws,
}
