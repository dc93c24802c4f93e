"""The machines that a property is run on: with no accelerator, a simulated one, the real one."""

from __future__ import annotations

import enum


class Target(enum.StrEnum):
    """What a worker is given to compute on.

    CPU: no accelerator is in sight. SIMULATED: one CUDA device that is simulated on the CPU.
    ACCELERATOR: the machine's own.
    """

    CPU = "cpu"
    SIMULATED = "simulated"
    ACCELERATOR = "accelerator"
