"""Where workers come from on this system: forked from a zygote on Linux, spawned elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.child.confine import Limits
from autograder.worker.source import WorkerSource


def worker_source(
    properties: Sequence[Path], limits: Limits | None = None, *, fork: bool | None = None
) -> WorkerSource:
    """The source that fits this system; `fork` forces one or the other.

    Only Linux forks: elsewhere the libraries that torch loads are not safe to fork.
    """
    # Imported here: forking needs modules that other systems do not have.
    from autograder.worker.forked import ForkedWorkers
    from autograder.worker.spawned import SpawnedWorkers

    wanted = sys.platform == "linux" if fork is None else fork
    kind = ForkedWorkers if wanted else SpawnedWorkers
    return kind(properties, limits or Limits())
