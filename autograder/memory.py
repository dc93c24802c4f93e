"""What a house remembers of its own gradings: the last verdicts, and how far hints were read.

One small JSON file. It is for the learner's eyes; nothing of it is trusted for marks.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from autograder.language import N_, SaidError, system_error

VERSION = 1
FOLDER = ".torch_kata"
_FILE = "progress.json"
_SOLVED = "PASSED"


class MemoryFileError(SaidError):
    """What is remembered cannot be read or written; everything else goes on."""


class Remembered(msgspec.Struct, frozen=True):
    """The last grading of one exercise; `digest` is of the text that was graded.

    `when` is in seconds since 1970, and `ever` says whether it was solved once.
    """

    verdict: str
    points: float
    most: float
    digest: str
    when: float
    ever: bool = False

    @property
    def solved(self) -> bool:
        """Whether it passed when it was graded last."""
        return self.verdict == _SOLVED


class Memory(msgspec.Struct, frozen=True):
    """All that is remembered, by the exercise's path.

    `streak` counts the exercises that were solved for the first time since one that was solved
    broke again.
    """

    version: int = VERSION
    streak: int = 0
    exercises: dict[str, Remembered] = {}
    hints: dict[str, int] = {}


def digest_of(text: str) -> str:
    """What tells a file's text from another, whatever its line ends."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]


def with_gradings(memory: Memory, gradings: Mapping[str, Remembered]) -> Memory:
    """The memory after a run."""
    exercises, streak = dict(memory.exercises), memory.streak
    for path, new in gradings.items():
        old = exercises.get(path)
        ever = old is not None and old.ever
        if new.solved and not ever:
            streak += 1
        elif old is not None and old.solved and not new.solved:
            streak = 0
        exercises[path] = msgspec.structs.replace(new, ever=ever or new.solved)
    return msgspec.structs.replace(memory, exercises=exercises, streak=streak)


def with_hint(memory: Memory, path: str, level: int) -> Memory:
    """The memory after a hint was shown: how far somebody has read only grows."""
    reached = max(level, memory.hints.get(path, 0))
    return msgspec.structs.replace(memory, hints={**memory.hints, path: reached})


def without_hints(memory: Memory, path: str) -> Memory:
    """The memory with the hints of an exercise unread again."""
    hints = {name: level for name, level in memory.hints.items() if name != path}
    return msgspec.structs.replace(memory, hints=hints)


def read_memory(root: Path) -> Memory:
    """What the house remembers; raises MemoryFileError where its file cannot be used."""
    path = root / FOLDER / _FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Memory()
    except OSError as error:
        raise MemoryFileError(
            N_("{path} cannot be read: {error}."), path=path, error=system_error(error)
        ) from error
    try:
        found = msgspec.json.decode(raw, type=Memory)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise MemoryFileError(
            N_("What was remembered of your progress is damaged. Delete {path}, and grade again."),
            path=path,
        ) from error
    if found.version != VERSION:
        raise MemoryFileError(
            N_("{path} was written by another version of Torch Kata. Delete it, and grade again."),
            path=path,
        )
    return found


def update_memory(root: Path, change: Callable[[Memory], Memory]) -> Memory:
    """Read, change and write what is remembered, one process at a time; raises MemoryFileError."""
    folder = root / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        ignored = folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
        with _alone(folder / "lock"):
            changed = change(read_memory(root))
            _write(folder / _FILE, msgspec.json.format(msgspec.json.encode(changed)))
            return changed
    except OSError as error:
        raise MemoryFileError(
            N_("Your progress cannot be written to {path}: {error}."),
            path=folder,
            error=system_error(error),
        ) from error


def _write(path: Path, data: bytes) -> None:
    """Put a whole file in the place of the old one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_FILE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock that the system gives back when the process ends, however it ends."""
    with path.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
