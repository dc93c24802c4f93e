"""The levels of confinement: how many layers are round a worker."""

from __future__ import annotations

import enum


class Level(enum.StrEnum):
    """The layers round a worker.

    A: its own process and limits, Landlock for files, seccomp for system calls. B: without
    Landlock, so that files can be read, though not written. C: only its own process and limits.
    """

    A = "A"
    B = "B"
    C = "C"
