"""Opening what lies on a disk without following a link, waiting for a pipe or racing a change."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

Handle = int | str  # a descriptor; a folder's path where nothing can be opened below a descriptor

_BELOW = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):  # a pipe would be waited for
    _FLAGS |= getattr(os, _name, 0)


class LinkError(OSError):
    """A link, which is not followed."""


class NotOrdinaryError(OSError):
    """Neither a file nor a folder: a pipe, a device, a socket."""


@dataclass(frozen=True)
class Opened:
    """An open file or folder."""

    handle: Handle
    folder: bool


@contextmanager
def opened(name: str, *, within: Handle | None = None, follow: bool = False) -> Iterator[Opened]:
    """Open a file or a folder; `within` is the open folder that holds it.

    With `follow`, `name` itself may be a link. Raises OSError, LinkError and NotOrdinaryError among
    it. What was opened is checked, not only what was there before.
    """
    below = within if _BELOW and isinstance(within, int) else None
    path = str(Path(within, name)) if isinstance(within, str) else name
    before = os.stat(path, dir_fd=below, follow_symlinks=follow)
    if _is_folder(before) and not _BELOW:
        yield Opened(path, folder=True)
        return
    try:
        handle = os.open(path, _FLAGS | (0 if follow else _NO_LINK), dir_fd=below)
    except OSError as error:
        raise LinkError(*error.args) if error.errno == errno.ELOOP else error from None
    try:
        after = os.fstat(handle)
        if not _NO_LINK and not os.path.samestat(before, after):
            raise LinkError(errno.ELOOP, "it changed while it was opened", name)
        yield Opened(handle, folder=_is_folder(after))
    finally:
        os.close(handle)


def _is_folder(found: os.stat_result) -> bool:
    """Whether it is a folder, else a file; raises for anything else."""
    reparsed = getattr(found, "st_reparse_tag", 0)  # Windows: junctions
    if stat.S_ISLNK(found.st_mode) or reparsed:
        raise LinkError(errno.ELOOP, "it is a link")
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        raise NotOrdinaryError(errno.EINVAL, "it is no ordinary file")
    return stat.S_ISDIR(found.st_mode)


def listed(folder: Handle, most: int) -> list[os.DirEntry[str]]:
    """What a folder holds, by name; of a very full one only some. Raises OSError."""
    with os.scandir(folder) as entries:
        return sorted(islice(entries, most), key=lambda entry: entry.name)
