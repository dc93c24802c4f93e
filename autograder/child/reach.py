"""Making a target ready in the worker: nothing for the CPU, a simulated device, the real one."""

from __future__ import annotations

import os
from contextlib import suppress

import torch

from autograder.child.confine import HIDE_ACCELERATORS
from autograder.devices import SimulationGap, install, prepare
from autograder.target import Target


class TargetError(RuntimeError):
    """The target is not to be had here; the message says why."""


def prepare_targets() -> None:
    """Read what every worker with a simulated device needs, before workers are forked.

    CUDA is not asked for anything here: what was asked before a fork is of no use after it.
    """
    with suppress(SimulationGap):
        prepare()


def reach(target: Target) -> torch.device:
    """Make this process's target ready, for good, and say which device it is; else TargetError."""
    if target is Target.SIMULATED:
        return _simulated()
    if target is Target.ACCELERATOR:
        return _accelerator()
    return torch.device("cpu")


def _simulated() -> torch.device:
    try:
        install()
    except SimulationGap as gap:
        raise TargetError(str(gap)) from gap
    return torch.device("cuda", 0)


def _accelerator() -> torch.device:
    for name in HIDE_ACCELERATORS:
        os.environ.pop(name, None)
    found = torch.accelerator.current_accelerator(check_available=True)
    if found is None:
        raise TargetError("this machine has no accelerator that this PyTorch can use")
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    return torch.device(found.type, 0)
