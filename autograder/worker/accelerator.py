"""Workers that may use the machine's own accelerator."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits
from autograder.child.spawned import Settings
from autograder.exercise import House
from autograder.target import Target
from autograder.worker.source import WorkerSource
from autograder.worker.spawned import SpawnedWorkers

# The driver maps far more address space than it uses, and opens a file for much of what it does.
LIMITS = Limits(
    address_space=sys.maxsize,
    data=sys.maxsize,
    resident=16 << 30,
    cpu_seconds=600,  # of a worker that is kept, and whose context takes some to make
    open_files=1024,
)

# What the drivers of NVIDIA (also below Windows), AMD and Intel make.
_DEVICES = ("nvidia*", "dxg", "kfd", "dri/render*")


def accelerator_source(
    properties: Sequence[Path], house: House, target: Target = Target.ACCELERATOR
) -> WorkerSource:
    """One worker at a time, kept while it behaves: its context on the device takes long to make.

    It is at level C: its driver needs what the layers of the others refuse.
    """
    files, hidden = ([str(path) for path in paths] for paths in (properties, house.hidden))
    return SpawnedWorkers(Settings(files, LIMITS, hidden, Level.C, target=target), turns=1)


def accelerator_in_sight() -> bool:
    """Whether this machine seems to have an accelerator, told without making a context on it.

    For CUDA the driver's NVML is asked, which PYTORCH_NVML_BASED_CUDA_CHECK is for:
    https://docs.pytorch.org/docs/stable/cuda.environment_variables.html
    """
    if sys.platform == "linux" and not any(list(Path("/dev").glob(name)) for name in _DEVICES):
        return False  # told without importing torch
    import torch

    if torch.version.cuda is None:
        return torch.accelerator.is_available()
    with mock.patch.dict(os.environ, {"PYTORCH_NVML_BASED_CUDA_CHECK": "1"}):
        return torch.cuda.is_available()
