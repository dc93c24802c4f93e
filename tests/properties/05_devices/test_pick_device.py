"""pick_device chooses cuda where it is available and the cpu elsewhere."""

from contextlib import ExitStack, contextmanager
from unittest import mock

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen
from autograder.strategies import vectors

ONE = torch.tensor([1.0])


class Answer:
    """An answer of torch that notices being believed before it was asked for."""

    def __init__(self, value):
        self.value = value
        self.asked = self.believed = False

    def __call__(self):
        self.asked = True
        return self.value

    def __bool__(self):
        self.believed = True
        return True  # as for any function


@contextmanager
def machine_with(cuda):
    """Let torch answer as on a machine with one CUDA device, or with none."""
    is_available = Answer(cuda)

    def current_accelerator(check_available=False):
        return torch.device("cuda") if cuda or not check_available else None

    answers = [
        (torch.cuda, "is_available", is_available),
        (torch.cuda, "device_count", lambda: int(cuda)),
        (torch.cuda, "current_device", lambda: 0),
        (torch.accelerator, "is_available", lambda: cuda),
        (torch.accelerator, "device_count", lambda: int(cuda)),
        (torch.accelerator, "current_accelerator", current_accelerator),
        # What the functions above lean on: for `from torch.cuda import is_available`.
        (torch.cuda, "_is_compiled", lambda: cuda),
        (torch._C, "_cuda_getDeviceCount", lambda: int(cuda)),
        # What this PyTorch was built for, which says nothing about the machine.
        (torch.backends.cuda, "is_built", lambda: True),
        (torch.version, "cuda", "12.6"),
    ]
    with ExitStack() as patches:
        for module, name, answer in answers:
            patches.enter_context(mock.patch.object(module, name, answer, create=True))
        yield is_available


def kind_of(device):
    """A device without its number: cuda:0 is as good as cuda."""
    return torch.device(device.type) if isinstance(device, torch.device) else device


@graded(points=6, zh="有 CUDA 时选 cuda，否则选 cpu，返回 torch.device")
@given(cuda_available=st.booleans())
@example(cuda_available=False)
@example(cuda_available=True)
def test_picks_cuda_where_it_is_available_and_else_the_cpu(pick_device, cuda_available):
    with machine_with(cuda_available) as is_available:
        picked = pick_device()
    return seen(
        result=kind_of(picked),
        function_taken_for_its_answer=is_available.believed and not is_available.asked,
    )


@graded(points=4, zh="在选出的设备上可以放置张量", max_cases=10)
@given(x=vectors(min_length=1, dtypes=(torch.float32,)))
@example(x=ONE)
def test_picks_a_device_that_can_hold_a_tensor(pick_device, x, device):
    picked = pick_device()
    stopped_by = None
    try:
        x = x.to(picked)
    except (AssertionError, RuntimeError, TypeError) as error:
        stopped_by = f"{type(error).__name__}: {error}"
    return seen(result=kind_of(picked), x=x, stopped_by=stopped_by)
