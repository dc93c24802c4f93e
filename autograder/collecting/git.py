"""Running git on repositories that students control: nothing of theirs is run or followed.

There is no checkout, so filters, attributes, LFS and submodules never come into play; hooks and
the settings of the machine and its user are off; and every transfer has a limit of time and size.
"""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from threading import Event
from typing import IO

from autograder.harmless import short

_KEPT = (
    "PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "SYSTEMROOT", "SSH_AUTH_SOCK", "SSL_CERT_FILE",
    "SSL_CERT_DIR", "GIT_SSL_CAINFO", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
    "ALL_PROXY", "no_proxy", "NO_PROXY",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_HTTP_LOW_SPEED_LIMIT": "1000",
    "GIT_HTTP_LOW_SPEED_TIME": "30",
    "GIT_SSH_COMMAND": "ssh -o BatchMode=yes -o ConnectTimeout=20",
    "LC_ALL": "C",
}
_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.bigFileThreshold": "1m",  # larger ones pass through without being held in memory
    "credential.helper": "",
    "fetch.recurseSubmodules": "false",
    "fetch.unpackLimit": "1",  # one pack, not a file an object
    "gc.auto": "0",
    "maintenance.auto": "false",
    "pack.threads": "1",
    "protocol.version": "2",
    "submodule.recurse": "false",
    "transfer.bundleURI": "false",
}
_LOOK = 0.05  # seconds between looks at what a transfer has grown to


class Failure(Enum):
    """Why git did not get something."""

    ACCESS = auto()
    GONE = auto()
    TOO_LARGE = auto()
    TEMPORARY = auto()
    STOPPED = auto()


_SIGNS = {
    Failure.GONE: ("not our ref", "unadvertised object", "did not send all necessary objects"),
    Failure.ACCESS: (
        "Authentication failed", "could not read Username", "could not read Password",
        "Permission denied", "not found", "does not appear to be a git repository",
        "dubious ownership", "error: 403", "not allowed",
    ),
}  # fmt: skip


class GitError(Exception):
    """What git could not do, in its own words, cut to a line."""

    def __init__(self, failure: Failure, said: str) -> None:
        super().__init__(said)
        self.failure = failure


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """What a repository may cost: sizes in bytes, times in seconds.

    Files above `file` are not asked for; `repository` bounds what comes at once, `answer` what git
    may print. `stop` ends everything early.
    """

    file: int = 16 << 20
    repository: int = 64 << 20
    answer: int = 16 << 20
    seconds: float = 180.0
    stop: Event = field(default_factory=Event)


@dataclass(frozen=True)
class Remote:
    """Where a repository is fetched from; `password` is sent to this address alone."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def protocol(self) -> str:
        """What git calls the way there."""
        scheme, separator, _ = self.url.partition("://")
        return scheme if separator else "ssh"

    def settings(self) -> Mapping[str, str]:
        """The password as a header for this address, so that no list of processes shows it."""
        if not self.password:
            return {}
        secret = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        return {f"http.{self.url}.extraHeader": f"Authorization: Basic {secret}"}


def environment(remote: Remote | None = None) -> dict[str, str]:
    """What git is told by its environment; without a remote it cannot ask anybody for anything."""
    settings = dict(_SETTINGS)
    if remote is not None:
        settings |= remote.settings()
    told = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (name, value) in enumerate(settings.items()):
        told |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    allowed = remote.protocol if remote is not None else "none"
    return kept | _ENVIRONMENT | told | {"GIT_ALLOW_PROTOCOL": allowed}


def run_git(
    arguments: Sequence[str],
    *,
    folder: Path,
    transfer: Transfer,
    remote: Remote | None = None,
    told: Mapping[str, str] | None = None,
) -> str:
    """What git prints, run in `folder`; raises GitError, also where the folder grows too large.

    `told` is more of its environment.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            ["git", *arguments],  # noqa: S607 - whichever git there is
            cwd=folder,
            env=environment(remote) | dict(told or {}),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        try:
            _watch(process, folder, out, transfer)
        finally:
            _end(process)
        said = _text(err, 1 << 16)
        if process.returncode:
            raise GitError(*_failure(said))
        return _text(out, transfer.answer)


def _watch(process: subprocess.Popen[bytes], folder: Path, out: IO[bytes], limit: Transfer) -> None:
    """Wait for the end of it; raises GitError where it takes or brings too much."""
    until = time.monotonic() + limit.seconds
    before = size_of(folder)
    running = True
    while running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK)
            running = False
        if running and limit.stop.is_set():
            raise GitError(Failure.STOPPED, "stopped")
        if running and time.monotonic() > until:
            raise GitError(Failure.TEMPORARY, f"no answer within {limit.seconds:g} seconds")
        if size_of(folder) - before > limit.repository or _size(out) > limit.answer:
            said = f"more than {limit.repository >> 20} MB"
            raise GitError(Failure.TOO_LARGE, said)


def _end(process: subprocess.Popen[bytes]) -> None:
    """No process of it is left, nor one that it started."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder; of what vanishes meanwhile, none."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            total += path.lstat().st_size
    return total


def _size(file: IO[bytes]) -> int:
    return os.fstat(file.fileno()).st_size


def _text(file: IO[bytes], most: int) -> str:
    file.seek(0)
    return file.read(most).decode("utf-8", "replace")


def _failure(said: str) -> tuple[Failure, str]:
    lines = [line for line in said.splitlines() if line.startswith(("fatal:", "error:", "ERROR"))]
    line = short((lines or said.splitlines() or ["git failed"])[0].removeprefix("fatal: "))
    for failure, signs in _SIGNS.items():
        if any(sign in said for sign in signs):
            return failure, line
    return Failure.TEMPORARY, line
