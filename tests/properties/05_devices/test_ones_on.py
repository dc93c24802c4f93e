"""ones_on makes a tensor of ones on a device, and changes nothing else."""

from contextlib import contextmanager

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.preload import preload_optimisers
from autograder.strategies import shapes

preload_optimisers()  # arithmetic on meta imports the same

CPU = torch.device("cpu")
META = torch.device("meta")
DEVICES = st.sampled_from((CPU, META))


@contextmanager
def own_default_device():
    """Take back what a submission does to the default device, so that the next case is fresh."""
    try:
        yield
    finally:
        torch.set_default_device(None)


@graded(points=4, zh="形状正确、全是 1 的 float32 张量，位于给定的设备上")
@given(shape=shapes(min_rank=1), device=DEVICES)
@example(shape=(2, 3), device=META)
@example(shape=(2, 3), device=CPU)
def test_gives_ones_of_the_shape_on_the_device(ones_on, shape, device):
    with own_default_device():
        return seen(result=ones_on(shape, device))


@graded(points=3, zh="在机器的每个设备上，每个元素都是 1", max_cases=25)
@given(shape=shapes(min_rank=1, max_rank=3))
@example(shape=(2, 3))
def test_writes_the_ones_on_every_device_of_the_machine(ones_on, shape, device):
    with own_default_device():
        return seen(result=ones_on(shape, device))


@graded(points=3, zh="不改变 PyTorch 默认使用的设备")
@given(shape=shapes(min_rank=1, max_rank=2), device=DEVICES)
@example(shape=(2, 3), device=META)
def test_leaves_the_default_device_as_it_was(ones_on, shape, device):
    with own_default_device():
        result = ones_on(shape, device)
        return seen(result=result, default_device=torch.get_default_device())
