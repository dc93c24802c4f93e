"""PyTorch's own samples of its modules, computed on the simulated device and on the CPU."""

import copy

import torch
from devices.opinfo import assert_same, moved
from torch.testing._internal.common_modules import module_db
from torch.utils._pytree import tree_leaves, tree_map

from autograder.devices import SimulationGap


def outcomes():
    """For each ModuleInfo its name, and what came of it: "agrees" or the first thing that differs.

    Random numbers can be compared where the device draws from the same seeds as the CPU.
    """
    for info in module_db:
        yield info.name, _outcome(info)


def _outcome(info):
    compared = 0
    for training in (True, False):
        for sample in info.module_inputs_func(
            info, device="cpu", dtype=torch.float32, requires_grad=True, training=training
        ):
            if sample.forward_input is None:
                continue
            try:
                compared += _compare(info, sample, training)
            except (Exception, SimulationGap) as error:
                return f"{type(error).__name__}: {' '.join(str(error).split())}"
    return "agrees" if compared else "has no samples that the CPU computes"


def _compare(info, sample, training):
    """Compare one sample; returns whether the CPU could compute it."""
    module = info.module_cls(*sample.constructor_input.args, **sample.constructor_input.kwargs)
    plain, there = module.train(training), copy.deepcopy(module).train(training).cuda()
    inputs = (sample.forward_input.args, sample.forward_input.kwargs)
    args, kwargs = tree_map(moved, inputs)
    torch.manual_seed(1)
    try:
        expected = plain(*inputs[0], **inputs[1])
    except Exception:
        return False
    torch.manual_seed(1)
    got = there(*args, **kwargs)
    assert_same(expected, got)
    assert_same(_gradients(expected, plain), _gradients(got, there))
    return True


def _gradients(result, module):
    outputs = [x for x in tree_leaves(result) if isinstance(x, torch.Tensor) and x.requires_grad]
    parameters = list(module.parameters())
    if not outputs or not parameters:
        return ()
    return torch.autograd.grad(sum(x.sum() for x in outputs), parameters, allow_unused=True)
