"""On what a submission is graded: versions, machine, level of isolation."""

from __future__ import annotations

import platform
from importlib import metadata

import torch

from autograder.grading.score_report import Environment


def environment(level: str) -> Environment:
    """The software that grades, and the level at which it isolates."""
    try:
        kit = metadata.version("torch-kata")
    except metadata.PackageNotFoundError:
        kit = "not installed"
    return Environment(
        kit=kit,
        torch=str(torch.__version__),
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        isolation=level,
    )
