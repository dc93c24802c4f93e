"""On what a submission is graded: versions, machine, level of isolation."""

from __future__ import annotations

import platform
from importlib import metadata

from autograder.grading.score_report import Environment, Reason
from autograder.grading.targets import Targets
from autograder.target import Target
from autograder.version import VERSION


def environment(level: str, targets: Targets, deck: str = "") -> Environment:
    """The software that grades, the level at which it isolates, what it had to compute on."""
    return Environment(
        kit=VERSION,
        torch=metadata.version("torch"),  # torch itself stays with the workers
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        isolation=level,
        targets=(Target.CPU.value, *(target.value for target in targets.reached)),
        accelerator=targets.accelerator,
        deck=deck,
        missing={
            target.value: Reason(said.sentence, dict(said.facts))
            for target, said in targets.missing.items()
        },
    )
