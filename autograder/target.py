"""The machines that a property is run on: with no accelerator, a simulated one, the real one."""

from __future__ import annotations

import enum

from autograder.language import N_

NO_ACCELERATOR = N_("this machine has no accelerator that this PyTorch can use")
FAILED = N_("the simulated device does not work here: {error}")
NOT_FORKED = N_("it needs workers that are forked, which this system does not have")
# Of autograder.devices, which speaks of itself and knows no translations.
_OF_THE_SIMULATION = (
    N_("the simulated device is tried with PyTorch {tried}, and this is {found}"),
    N_("the simulated device is tried on {tried}, and this is {found}"),
    N_("there is a real device, or a PyTorch built for another kind"),
)
SENTENCES = (NO_ACCELERATOR, FAILED, NOT_FORKED, *_OF_THE_SIMULATION)  # why one is not to be had


class Target(enum.StrEnum):
    """What a worker is given to compute on.

    CPU: no accelerator is in sight. SIMULATED: one CUDA device that is simulated on the CPU.
    ACCELERATOR: the machine's own.
    """

    CPU = "cpu"
    SIMULATED = "simulated"
    ACCELERATOR = "accelerator"
