"""pick_device chooses cuda where it is available and the cpu elsewhere."""

from contextlib import ExitStack, contextmanager
from unittest import mock

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import seen


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
    ]
    with ExitStack() as patches:
        for module, name, answer in answers:
            patches.enter_context(mock.patch.object(module, name, answer, create=True))
        yield is_available


@graded(points=10, zh="有 CUDA 时选 cuda，否则选 cpu，返回 torch.device")
@given(cuda_available=st.booleans())
@example(cuda_available=False)
@example(cuda_available=True)
def test_picks_cuda_where_it_is_available_and_else_the_cpu(pick_device, cuda_available):
    with machine_with(cuda_available) as is_available:
        device = pick_device()
    if isinstance(device, torch.device):
        device = torch.device(device.type)  # cuda:0 is as good as cuda
    return seen(
        result=device,
        function_taken_for_its_answer=is_available.believed and not is_available.asked,
    )
