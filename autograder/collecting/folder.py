"""The folder of a collection: whose it is, and that one run at a time writes there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.collecting.git import Transfer, run_git
from autograder.collecting.record import NAME, REPOSITORIES, SUBMISSIONS
from autograder.language import N_, SaidError, system_error

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_LOCK = ".lock"
_OURS = {NAME, REPOSITORIES, SUBMISSIONS, _LOCK}


@contextmanager
def collection_folder(folder: Path) -> Iterator[Path]:
    """A folder for a collection, a new one or one of earlier; raises SaidError for any other.

    Where the system has locks, a second run in it is refused.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
        if there - _OURS or (there and NAME not in there and REPOSITORIES not in there):
            raise SaidError(
                "{name} is not empty, and no collection: name a new folder.", name=folder
            )
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise SaidError(
            N_("{name} cannot be written: {error}."), name=folder, error=system_error(error)
        ) from error
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield folder.resolve()
    except BlockingIOError:
        raise SaidError("Another run collects into {name} just now.", name=folder) from None
    finally:
        os.close(handle)


def empty_repository(folder: Path, transfer: Transfer) -> Path:
    """A repository that holds nothing and sets nothing, to read others with."""
    reader = folder / REPOSITORIES / ".reader.git"
    if not (reader / "HEAD").is_file():
        reader.mkdir(parents=True, exist_ok=True)
        run_git(["init", "--quiet", "--bare", "--template=", "."], folder=reader, transfer=transfer)
    return reader
