"""A house to grade in on an accelerator, and a simulated one that stands in for the machine's own.

The stand-in's workers are those of the real one: spawned, kept, one for submissions and one for
solutions, with the device made ready before they say that they are.
"""

from dataclasses import dataclass
from functools import partial

import toy

from autograder.grading.targets import Targets
from autograder.target import Target
from autograder.worker.accelerator import accelerator_source

REFERENCE = '''"""The solutions of double."""

import torch
from torch import Tensor

from autograder import misconception


def double(x: Tensor) -> Tensor:
    return x * torch.tensor(2.0, device=x.device)


@misconception(en="That is the square.", zh="这是平方。")
def squared(x: Tensor) -> Tensor:
    return x * x


@misconception(en="The twos are on the CPU.", zh="那些 2 在 CPU 上。")
def twos_on_the_cpu(x: Tensor) -> Tensor:
    return x * torch.full(x.shape, 2.0)
'''
PROPERTIES = '''"""double doubles, on any device."""

import torch
from hypothesis import given

from autograder import graded
from autograder.observe import seen
from autograder.strategies import vectors

FLOAT = (torch.float32,)


@graded(points=10, zh="每个元素加倍", max_cases=20, seconds=2)
@given(x=vectors(dtypes=FLOAT))
def test_doubles_every_element(double, x, device):
    return seen(result=double(x.to(device)))


@graded(points=5, zh="一个数也加倍", max_cases=5, seconds=2)
@given(x=vectors(min_length=1, max_length=1, dtypes=FLOAT))
def test_doubles_a_single_number(double, x, device):
    return seen(result=double(x.to(device)))
'''
RIGHT = "def double(x):\n    return 2 * x\n"
ON_THE_CPU = "import torch\n\n\ndef double(x):\n    return x * torch.full(x.shape, 2.0)\n"


def house_of_doubles(root, *, reference=REFERENCE):
    """A house whose one exercise has two properties that take a device."""
    return toy.toy_house(root, reference=reference, properties=PROPERTIES)


@dataclass
class StandIn(Targets):
    """Targets whose simulated device comes from the workers of a real one."""

    def sources(self, target, workers):
        return super().sources(Target.ACCELERATOR, workers)


def targets_on(target, house):
    """Targets that are the machine's accelerator, or the stand-in for it."""
    files = [house.properties(exercise) for exercise in house.exercises]
    kind = Targets if target is Target.ACCELERATOR else StandIn
    return kind((target,), partial(accelerator_source, files, house, target))
