"""Writing a student's copy to a folder: all of it or nothing, and never over a student's work."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.language import N_, SaidError, system_error
from autograder.manifest import NAME, Manifest, digest, read_manifest
from autograder.release.contents import StudentCopy
from autograder.version import VERSION

_HISTORY = ".git"  # a clone of an empty repository is as good as an empty folder


@dataclass(frozen=True)
class Written:
    """What became of the files of a folder that had been changed.

    Those of a student's are `kept` though newer ones were handed out; the kit's are `replaced`.
    """

    kept: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


def check_folder(folder: Path, *, update: bool) -> Manifest | None:
    """What was handed out to a folder before; raises SaidError where nothing may be written."""
    if folder.exists() and not folder.is_dir():
        raise SaidError(N_("{name} is a file; name a folder."), name=folder)
    try:
        there = [path.name for path in folder.iterdir()] if folder.exists() else []
    except OSError as error:
        raise _unwritten(folder, error) from error
    if not set(there) - {_HISTORY}:
        return None
    before = read_manifest(folder)
    if before is None:
        raise SaidError(
            N_("{name} is not empty, and no student's copy: name a new folder."), name=folder
        )
    if not update:
        raise SaidError(
            N_(
                "{name} is a student's copy already. Add --update to bring it up to date; what was "
                "written in it stays."
            ),
            name=folder,
        )
    if _number(before.kit) > _number(VERSION):
        raise SaidError(
            N_("{name} is a copy of version {theirs}, and this is {ours}: get the newer kit."),
            name=folder,
            theirs=before.kit,
            ours=VERSION,
        )
    return before


def write_copy(copy: StudentCopy, folder: Path, before: Manifest | None) -> Written:
    """Write a copy to a folder that `check_folder` has let pass; raises SaidError.

    Everything is written beside first, so that a full disk leaves the folder as it was.
    """
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _beside(folder) as fresh:
            _write_all(copy.files, fresh)
            if not folder.exists() or not any(folder.iterdir()):
                fresh.chmod(0o755)  # what is made for a while only its owner may read
                if folder.exists():
                    folder.rmdir()
                fresh.rename(folder)
                return Written()
            return _update(copy, fresh, folder, before)
    except OSError as error:
        raise _unwritten(folder, error) from error


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder on the same disk, which is gone afterwards unless it was renamed."""
    place = folder if folder.is_dir() and any(folder.iterdir()) else folder.parent
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".new", dir=place))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write_all(files: Mapping[str, bytes], root: Path) -> None:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _update(copy: StudentCopy, fresh: Path, folder: Path, before: Manifest | None) -> Written:
    """Move over what is newer, the manifest last: until then the old one tells what was there."""
    known = before.files if before is not None else {}
    kept, replaced = [], []
    for name in sorted(copy.files, key=lambda name: name == NAME):
        now = _digest(folder / name)
        new = digest(copy.files[name])
        if now == new:
            continue
        changed = now is not None and now != known.get(name) and name != NAME
        if changed and name not in copy.kit:
            kept += [name] if new != known.get(name) else []
            continue
        replaced += [name] if changed else []
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).replace(folder / name)
    for name in known.keys() - copy.files.keys():
        if _digest(folder / name) == known[name]:
            (folder / name).unlink()
            with suppress(OSError):  # not empty
                (folder / name).parent.rmdir()
    return Written(tuple(kept), tuple(replaced))


def _digest(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _unwritten(folder: Path, error: OSError) -> SaidError:
    return SaidError(
        N_("{name} cannot be written: {error}."), name=folder, error=system_error(error)
    )
