"""Whether the simulation can run here: on what it was tried, and what it needs."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

import torch

TRIED_TORCH = ("2.8", "2.13")  # each has passed the tests of this package
TRIED_SYSTEM = ("Linux", "x86_64")
OTHER_TORCH = "the simulated device is tried with PyTorch {tried}, and this is {found}"
OTHER_SYSTEM = "the simulated device is tried on {tried}, and this is {found}"
OTHER_DEVICE = "there is a real device, or a PyTorch built for another kind"


@dataclass(frozen=True)
class Support:
    """Whether the simulation can run; if not, why: an English sentence with `{facts}`."""

    available: bool
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.reason.format(**self.facts)


def simulation_support() -> Support:
    """Whether the simulation is known to run here, without trying it.

    `install` tries it, and raises SimulationGap where it does not run after all.
    """
    release = re.fullmatch(r"(\d+\.\d+)\.\d+", torch.__version__.split("+")[0])
    if release is None or release[1] not in TRIED_TORCH:
        return _unavailable(
            OTHER_TORCH,
            tried=", ".join(TRIED_TORCH),
            found=torch.__version__,
        )
    system = (platform.system(), platform.machine())
    if system != TRIED_SYSTEM or sys.implementation.name != "cpython":
        return _unavailable(
            OTHER_SYSTEM,
            tried=" ".join((*TRIED_SYSTEM, "cpython")),
            found=" ".join((*system, sys.implementation.name)),
        )
    if torch.version.hip or torch.version.xpu or torch.cuda.is_available():
        return _unavailable(OTHER_DEVICE)
    return Support(available=True)


def _unavailable(reason: str, **facts: str) -> Support:
    return Support(available=False, reason=reason, facts=facts)
