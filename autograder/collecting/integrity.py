"""What a student should not change, compared with what was handed out: told, and never trusted.

Nothing of it is run or graded: marks come from the exercises alone. It shows whose own checks, in
their own repository, prove nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograder.collecting.objects import Entry, ObjectError, Objects
from autograder.collecting.record import Difference
from autograder.collecting.tree import Commit, shown
from autograder.language import N_, SaidError, system_error
from autograder.manifest import NAME, Manifest, digest, protected

_LARGEST = 16 << 20
_MOST_TOLD = 200
# What these folders hold is the kit's alone, and so is what Python would import at the top.
_OWN = ("autograder", "tests", ".github")
_RUNS = (".py", ".pth", ".toml", ".cfg", ".ini")
_PASSING = ("/__pycache__/", ".egg-info/")


@dataclass(frozen=True)
class Released:
    """What was handed out: for each protected file the hashes that it may have."""

    hashes: Mapping[str, Collection[str]]

    def differences(self, commit: Commit) -> tuple[Difference, ...]:
        """Where a commit differs; raises SubmissionError where it holds too much, ObjectError."""
        found = sorted(self._differences(commit), key=lambda difference: difference.path)
        return tuple(found[:_MOST_TOLD])

    def _differences(self, commit: Commit) -> Iterator[Difference]:
        there = dict(commit.below({path.split("/")[0] for path in self.hashes} | {*_OWN}))
        for path, allowed in self.hashes.items():
            if path not in there:
                yield Difference(path, "missing")
            elif not _is_one_of(commit.objects, there[path], allowed):
                yield Difference(path, "changed")
        for path in there.keys() - self.hashes.keys():
            if _matters(path):
                yield Difference(shown(path), "added")


def read_released(names: Sequence[str]) -> Released | None:
    """What was handed out, by the folders that `release` wrote or their manifests; None without.

    With several, a file may be as in any of them. Raises SaidError.
    """
    hashes: dict[str, set[str]] = {}
    for name in names:
        path = Path(name)
        path = path / NAME if path.is_dir() else path
        try:
            data = path.read_bytes()
            manifest = msgspec.json.decode(data, type=Manifest)
        except OSError as error:
            said = system_error(error)
            raise SaidError(N_("{file} cannot be read: {error}."), file=path, error=said) from error
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            sentence = "{file} tells of no student's copy: name a folder that `release` wrote."
            raise SaidError(sentence, file=path) from error
        for file, one in (*manifest.files.items(), (NAME, digest(data))):
            if protected(file):
                hashes.setdefault(file, set()).add(one)
    return Released(hashes) if names else None


def _is_one_of(objects: Objects, entry: Entry, allowed: Collection[str]) -> bool:
    if not entry.file:
        return False
    try:
        data = objects.read(entry.id, "blob", _LARGEST)
    except ObjectError:
        return False
    plain = data.replace(b"\r\n", b"\n")  # as some editors on Windows save
    return digest(data) in allowed or digest(plain) in allowed


def _matters(path: str) -> bool:
    """Whether a file that was not handed out is in a place where it may be run."""
    folder, separator, _ = path.partition("/")
    if any(passing in f"/{path}" for passing in _PASSING):
        return False
    return folder in _OWN if separator else path.endswith(_RUNS)
