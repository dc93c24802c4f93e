"""The standard streams of a worker: nothing to read, and all that is printed goes to the grader."""

from __future__ import annotations

import io
import os
import sys


def redirect(output: int) -> None:
    """Make `output` (a file descriptor) stdout and stderr, and the null device stdin."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdin = open(0, closefd=False, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stderr = io.TextIOWrapper(
        io.FileIO(1, "w", closefd=False), encoding="utf-8", errors="replace", write_through=True
    )
