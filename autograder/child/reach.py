"""Making a target ready in the worker: nothing for the CPU, a simulated device, the real one."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import NamedTuple

import msgspec
import torch

from autograder.devices import (
    SimulationGap,
    install,
    is_staged,
    prepare,
    simulation_support,
    stage,
)
from autograder.target import FAILED, NO_ACCELERATOR, Target
from autograder.wire.messages import Unreached

DEVICE_BYTES = 4 << 30  # of a real device's memory, for one worker


class TargetError(RuntimeError):
    """The target is not to be had here: a sentence of autograder.target, and its facts."""

    def __init__(self, sentence: str, facts: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts = dict(facts or {})


class Reached(NamedTuple):
    """The device of a target, and its name where it is a real one."""

    device: torch.device
    name: str = ""


def prepare_targets() -> None:
    """Read what every worker with a simulated device needs, before workers are forked.

    CUDA is not asked for anything here: what was asked before a fork is of no use after it.
    """
    with suppress(SimulationGap):
        prepare()


def stage_simulated() -> None:
    """Make the simulated device as ready as it can be in a process that forks workers for it.

    Where that cannot be, each of them finds out, and says it.
    """
    with suppress(SimulationGap):
        stage()


def reach(target: Target) -> Reached:
    """Make this process's target ready, for good, and say which device it is; else TargetError."""
    if target is Target.SIMULATED:
        return _simulated()
    if target is Target.ACCELERATOR:
        return _accelerator()
    return Reached(torch.device("cpu"))


def main(target: str) -> None:
    """Try a target in this process, and print as JSON why it is not to be had, if so."""
    try:
        reach(Target(target))
    except TargetError as error:
        print(msgspec.json.encode(Unreached(error.sentence, error.facts)).decode())


@cache  # once it is there, it would be taken for a real one
def _simulated() -> Reached:
    if not is_staged() and not (support := simulation_support()).available:
        raise TargetError(support.reason, support.facts)
    try:
        install()
    except SimulationGap as gap:
        raise TargetError(FAILED, {"error": str(gap)}) from gap
    return Reached(torch.device("cuda", 0))


def _accelerator() -> Reached:
    there = torch.accelerator.current_accelerator(check_available=True)
    if there is None:
        raise TargetError(NO_ACCELERATOR)
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    device = torch.device(there.type, 0)
    square = torch.ones(2, 2, device=device)
    (square @ square).sum().item()  # what is made at its first use is made; a lost device shows
    if device.type != "cuda":
        return Reached(device, device.type)
    properties = torch.cuda.get_device_properties(device)
    share = min(1.0, DEVICE_BYTES / properties.total_memory)
    torch.cuda.set_per_process_memory_fraction(share, device)
    return Reached(device, properties.name)
