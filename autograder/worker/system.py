"""Where workers come from on this system: forked from a zygote on Linux, spawned elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits
from autograder.child.spawned import Settings
from autograder.exercise import House
from autograder.worker.source import WorkerSource


def worker_source(
    properties: Sequence[Path],
    limits: Limits | None = None,
    *,
    fork: bool | None = None,
    level: Level | None = None,
    house: House | None = None,
    serves_again: bool = False,
) -> WorkerSource:
    """The source that fits this system; `fork` forces one or the other, `level` is the most wanted.

    What `house` hides (without it, this project's own) is hidden from workers; those that are to
    serve again can say what a submission left behind. Only Linux forks: elsewhere the libraries
    that torch loads are not safe to fork.
    """
    # Imported here: forking needs modules that other systems do not have.
    from autograder.worker.forked import ForkedWorkers
    from autograder.worker.spawned import SpawnedWorkers

    hidden = [str(path) for path in (house or House()).hidden]
    settings = Settings(
        [str(path) for path in properties],
        limits or Limits(),
        hidden,
        level,
        serves_again=serves_again,
    )
    wanted = sys.platform == "linux" if fork is None else fork
    return ForkedWorkers(settings) if wanted else SpawnedWorkers(settings)
