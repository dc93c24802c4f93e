"""The targets of a run: which are wanted, which were reached, and where their workers come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from autograder.exercise import House
from autograder.target import FAILED, NOT_FORKED, SENTENCES, Target
from autograder.wire.messages import Unreached
from autograder.worker.accelerator import accelerator_in_sight, accelerator_source
from autograder.worker.source import WorkerSource

Sources = Callable[[], WorkerSource]


@dataclass
class Targets:
    """The targets that are wanted besides the CPU, and what became of them.

    `missing` says of those that were not to be had why. `accelerators` makes a source of workers
    that may use the real one: the submission and the solutions get one each.
    """

    wanted: tuple[Target, ...] = ()
    accelerators: Sources | None = None
    accelerator: str = ""
    reached: list[Target] = field(default_factory=list)
    missing: dict[Target, Unreached] = field(default_factory=dict)
    _kept: list[WorkerSource] = field(default_factory=list)

    def to_try(self, workers: WorkerSource) -> list[Target]:
        """The targets that are not known to be missing."""
        if not workers.many and Target.SIMULATED in self.wanted:
            self.missing.setdefault(Target.SIMULATED, Unreached(NOT_FORKED))
        return [target for target in self.wanted if target not in self.missing]

    def sources(self, target: Target, workers: WorkerSource) -> tuple[WorkerSource, WorkerSource]:
        """Where the workers for a submission and for the solutions come from."""
        if target is Target.SIMULATED:
            return workers.simulated, workers.simulated
        if self.accelerators is None:
            return workers, workers
        while len(self._kept) < 2:
            self._kept.append(self.accelerators())
            self._kept[-1].start()
        return self._kept[0], self._kept[1]

    def reach(self, target: Target, accelerator: str) -> None:
        """Note that a worker has reached its target, and the name of a real one."""
        if target not in self.reached:
            self.reached.append(target)
        if target is Target.ACCELERATOR:
            self.accelerator = accelerator[:100]

    def miss(self, target: Target, said: Unreached) -> None:
        """Note that a target is not to be had."""
        known = said.sentence in SENTENCES
        self.missing[target] = said if known else Unreached(FAILED, {"error": "?"})

    def close(self) -> None:
        """End the workers that were made for targets alone."""
        for source in self._kept:
            source.close()
        self._kept.clear()


def targets_of(device: str, properties: Sequence[Path], house: House) -> Targets:
    """The targets that are meant by "cpu", "simulated" or "auto" (all that there are)."""
    if device == "cpu":
        return Targets()
    if device == "simulated" or not accelerator_in_sight():
        return Targets((Target.SIMULATED,))
    made = partial(accelerator_source, properties, house)
    return Targets((Target.SIMULATED, Target.ACCELERATOR), made)
