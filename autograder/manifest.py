"""The record in a student's copy of what was handed out, file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from autograder.language import N_, SaidError

NAME = "autograder/release.json"
# A student's own, to change as they like; nobody but the kit writes the rest.
_STUDENTS = ("assignments/", "README", "LICENSE", ".gitignore", ".devcontainer/")


class Manifest(msgspec.Struct, frozen=True):
    """Which units were handed out, with which deck, and the hash of each file, by its path."""

    kit: str
    units: tuple[str, ...]
    deck: str
    files: Mapping[str, str]
    format: int = 1


def encoded(manifest: Manifest) -> bytes:
    """The manifest as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted")) + b"\n"


def digest(data: bytes) -> str:
    """The hash of a file."""
    return hashlib.sha256(data).hexdigest()


def protected(path: str) -> bool:
    """Whether a file of a copy is none that a student may change."""
    return not path.startswith(_STUDENTS)


def read_manifest(folder: Path) -> Manifest | None:
    """What was handed out to a folder; None for any other folder. Raises SaidError."""
    path = folder / NAME
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SaidError(N_("{file} cannot be read: {error}."), file=path, error=error) from error
    if any(Path(name).is_absolute() or ".." in Path(name).parts for name in found.files):
        raise SaidError(N_("{file} names files that are not of this folder."), file=path)
    return found


def changed_files(folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """The kit's own files in a student's copy that are no longer as they were handed out."""
    return tuple(
        path
        for path, known in sorted(manifest.files.items())
        if protected(path) and not _is_as_known(folder / path, known)
    )


def _is_as_known(path: Path, known: str) -> bool:
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return known in (digest(data), digest(data.replace(b"\r\n", b"\n")))  # saved on Windows
