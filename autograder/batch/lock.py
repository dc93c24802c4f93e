"""A lock on a folder of results: one run at a time, and it goes with the process that holds it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from autograder.language import N_, SaidError

_NAME = "lock"


class LockedError(SaidError):
    """Another run has the folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; raises LockedError at once where another process holds it."""
    path = folder / _NAME
    with path.open("a+b") as file:
        try:
            _take(file)
        except OSError as error:
            file.seek(0)
            owner = file.read(20).decode("ascii", "replace").strip() or "?"
            raise LockedError(
                N_(
                    "Another run is grading into {folder} (process {process}). Wait for it, or "
                    "name another folder."
                ),
                folder=folder,
                process=owner,
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n".encode())
        file.flush()
        yield


def _take(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(1 << 20)  # what is locked there cannot be read
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
