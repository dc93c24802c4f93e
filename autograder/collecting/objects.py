"""Reading commits, trees and files out of a repository's objects, with a limit on each."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from autograder.collecting.git import environment

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_COMMITTED = re.compile(rb"^committer .*> (\d{1,12}) [+-]\d{4}$", re.MULTILINE)
_TREE = re.compile(rb"\Atree ([0-9a-f]+)\n")


class ObjectError(Exception):
    """An object that is not there, is too large, or is not what it should be."""


@dataclass(frozen=True)
class Entry:
    """A name in a tree, and what is there."""

    name: str
    mode: int
    id: str

    @property
    def folder(self) -> bool:
        """Whether it is a tree."""
        return self.mode == 0o040000

    @property
    def file(self) -> bool:
        """Whether it is an ordinary file; links are none, nor are submodules."""
        return self.mode & 0o170000 == 0o100000


class Objects:
    """The objects of a bare repository, whose own settings have no say in how they are read.

    Use it in a `with`. It never asks another repository for what is missing.
    """

    def __init__(self, repository: Path, reader: Path) -> None:
        """Read `repository` by way of `reader`, an empty one."""
        self._environment = environment() | {
            "GIT_OBJECT_DIRECTORY": str((repository / "objects").resolve())
        }
        self._reader = reader
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Objects:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def commit(self, commit: str) -> tuple[str, datetime]:
        """The tree of a commit, and when it says that it was made; raises ObjectError."""
        data = self.read(commit, "commit", 1 << 20)
        tree, made = _TREE.search(data), _COMMITTED.search(data)
        if tree is None or made is None:
            raise ObjectError(f"{commit} is damaged")
        with suppress(OverflowError, OSError, ValueError):
            return tree[1].decode(), datetime.fromtimestamp(int(made[1]), UTC)
        return tree[1].decode(), datetime.fromtimestamp(0, UTC)  # a year that nobody has

    def tree(self, tree: str, most: int) -> Iterator[Entry]:
        """What is in a tree, at most so many bytes of it; raises ObjectError."""
        data = self.read(tree, "tree", most)
        width = len(tree) // 2
        position = 0
        while position < len(data):
            end = data.find(b"\0", position)
            mode, _, name = data[position:end].partition(b" ")
            position = end + 1 + width
            if end < 0 or position > len(data) or not mode.isdigit():
                raise ObjectError(f"{tree} is damaged")
            found = data[end + 1 : position].hex()
            yield Entry(name.decode("utf-8", "surrogateescape"), int(mode, 8), found)

    def has(self, name: str) -> bool:
        """Whether a commit is there."""
        try:
            self.read(name, "commit", 1 << 20)
        except ObjectError:
            return False
        return True

    def read(self, name: str, kind: str, most: int) -> bytes:
        """The bytes of an object of a kind, at most `most`; raises ObjectError."""
        if not _ID.fullmatch(name):
            raise ObjectError(f"{name!r} is no object")
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both are pipes")
        try:
            process.stdin.write(name.encode() + b"\n")
            process.stdin.flush()
            said = process.stdout.readline().split()
            if len(said) != len((name, kind, most)):
                raise ObjectError(f"{name} is not there")
            size = int(said[2])
            if said[1] != kind.encode() or size > most:
                self._end()  # rather than read all of it
                raise ObjectError(f"{name} is too large, or no {kind}")
            data = process.stdout.read(size + 1)
        except (OSError, ValueError) as error:
            self._end()
            raise ObjectError(f"{name} cannot be read") from error
        if len(data) != size + 1:
            self._end()
            raise ObjectError(f"{name} is damaged")
        return data[:-1]

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                ["git", "cat-file", "--batch"],  # noqa: S607 - whichever git there is
                cwd=self._reader,
                env=self._environment | {"GIT_DIR": os.fspath(self._reader.resolve())},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError):  # what was not written yet has no reader any more
            process.__exit__(None, None, None)
