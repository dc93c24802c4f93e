"""What the tests of the simulated device look at again and again."""

import copy

import torch


def on_cuda(*tensors):
    """Whether tensors are CUDA tensors in every way that Python can ask."""
    return all(t.is_cuda and str(t.device) == "cuda:0" and t.get_device() == 0 for t in tensors)


def assert_same(cuda, cpu, tolerance=1e-5):
    """A tensor on the device has the values, shape and dtype of one on the CPU."""
    assert on_cuda(cuda)
    torch.testing.assert_close(cuda.detach().cpu(), cpu, rtol=tolerance, atol=tolerance)


def assert_module_same(make, *inputs, tolerance=1e-4, training=False):
    """A module gives on the device what it gives on the CPU, gradients included."""
    torch.manual_seed(0)
    module = make().train(training)
    moved = copy.deepcopy(module).to("cuda")
    expected, got = module(*inputs), moved(*(x.to("cuda") for x in inputs))
    if isinstance(expected, tuple):
        expected, got = expected[0], got[0]
    assert_same(got, expected.detach(), tolerance)
    expected.sum().backward()
    got.sum().backward()
    for plain, there in zip(module.parameters(), moved.parameters(), strict=True):
        if plain.grad is not None:
            assert_same(there.grad, plain.grad, 10 * tolerance)


MIXED = "Expected all tensors to be on the same device"
