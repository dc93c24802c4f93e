"""Bare git repositories for tests, made of any files, links and lies about the time."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SOMEBODY = "Somebody <somebody@example.org>"


@dataclass(frozen=True)
class Link:
    target: str


@dataclass(frozen=True)
class Submodule:
    commit: str = "1" * 40


@dataclass(frozen=True)
class Bare:
    """A bare repository, as a host keeps it."""

    path: Path

    def git(self, *arguments, data=None):
        command = ["git", "-c", "core.logAllRefUpdates=false", "-C", str(self.path), *arguments]
        done = subprocess.run(command, input=data, capture_output=True, check=True)
        return done.stdout.decode().strip()

    def push(self, files, *, says="2026-01-01T12:00", branch="main", fresh=False):
        """A commit of just these files on top of the branch, or of nothing; its name."""
        ref = f"refs/heads/{branch}"
        seconds = int(datetime.fromisoformat(says).replace(tzinfo=UTC).timestamp())
        lines = [f"commit {ref}", f"committer {SOMEBODY} {seconds} +0000", "data 0"]
        if self.tip(branch) and not fresh:
            lines += [f"from {ref}^0"]
        stream = "\n".join([*lines, "deleteall", ""]).encode()
        stream += b"".join(_change(path, what) for path, what in files.items())
        self.git("fast-import", "--quiet", "--force", data=stream)
        return self.tip(branch)

    def tip(self, branch="main"):
        return self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def reflog(self, *moves, branch="main"):
        """Write the log that a host keeps of its branch: (commit, time) each."""
        log = self.path / "logs" / "refs" / "heads" / branch
        log.parent.mkdir(parents=True)
        before = "0" * 40
        with log.open("w") as file:
            for commit, at in moves:
                seconds = int(datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp())
                file.write(f"{before} {commit} {SOMEBODY} {seconds} +0000\tpush\n")
                before = commit


def bare(path, *, filters=True):
    """A new one; with `filters` it leaves out what a fetch does not ask for, as GitHub does."""
    path.mkdir(parents=True)
    made = Bare(path)
    made.git("init", "--quiet", "--bare", "--initial-branch=main", ".")
    if filters:
        made.git("config", "uploadpack.allowFilter", "true")
    return made


def _change(path, what):
    if isinstance(what, Submodule):
        return f"M 160000 {what.commit} {path}\n".encode()
    mode, data = ("120000", what.target) if isinstance(what, Link) else ("100644", what)
    data = data.encode() if isinstance(data, str) else data
    return f"M {mode} inline {path}\ndata {len(data)}\n".encode() + data + b"\n"
