"""One repository: look at it, find the commit that counts, and get it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from autograder.collecting.git import Failure, GitError, Remote, Transfer, run_git
from autograder.collecting.github import Activity, GitHub, HostError, Repo
from autograder.collecting.objects import Objects
from autograder.collecting.pushes import Push, by_commit_dates, by_github, by_reflog, by_sightings
from autograder.collecting.record import Evidence, Sighting, State
from autograder.collecting.sources import Source

_T = TypeVar("_T")
_BRANCH = "refs/heads/"
_HISTORY = 20_000  # commits
_STATES = {
    Failure.ACCESS: State.NO_ACCESS,
    Failure.GONE: State.GONE,
    Failure.TOO_LARGE: State.TOO_LARGE,
}


class UncollectedError(Exception):
    """A repository of which nothing can be taken, and why, in one sentence."""

    def __init__(self, state: State, said: str) -> None:
        super().__init__(said)
        self.state = state


@dataclass(frozen=True)
class Fetched:
    """A repository as it was found, and the commit of it that counts, which is here now."""

    branch: str
    tip: str
    push: Push
    renamed_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Of which branch (the default one where it is empty) what is wanted, by when."""

    branch: str = ""
    deadline: datetime | None = None
    seen: Sequence[Sighting] = ()
    now: datetime

    @property
    def limit(self) -> datetime | None:
        """The deadline, once it has passed."""
        passed = self.deadline is not None and self.deadline < self.now
        return self.deadline if passed else None


@dataclass(frozen=True, kw_only=True)
class Fetcher:
    """How repositories are looked at and fetched; raises UncollectedError.

    `reader` is an empty repository. `wait` sleeps for some seconds and says whether to go on; what
    fails on the way is tried `tries` times.
    """

    github: GitHub
    transfer: Transfer
    reader: Path
    wait: Callable[[float], bool]
    tries: int = 4

    def fetch(self, source: Source, store: Path, wanted: Wanted) -> Fetched:
        """Bring the commit that counts into `store`, a bare repository that is made if need be."""
        remote = source.remote
        if remote is None:
            raise UncollectedError(State.NO_REPOSITORY, "There is no such repository.")
        repo = self._repo(source)
        branch, tip = self._tip(remote, wanted.branch, repo.default_branch if repo else "")
        push = self._push(source, remote, repo, branch, tip, wanted)
        if push.commit:
            self._get(remote, branch, tip, push.commit, store)
        renamed = repo.full_name if repo and repo.full_name != source.github else ""
        return Fetched(branch, tip, push, renamed)

    def _repo(self, source: Source) -> Repo | None:
        """What GitHub says of it; None where it is not asked."""
        if not source.github:
            return None
        try:
            return self.github.repository(source.github)
        except HostError as error:
            by_key = source.remote is not None and source.remote.protocol == "ssh"
            if by_key and not self.github.token and error.state is State.NO_ACCESS:
                return None  # git may read it all the same
            raise UncollectedError(error.state, str(error)) from error

    def _tip(self, remote: Remote, asked: str, default: str) -> tuple[str, str]:
        """The branch that is wanted, and where it leads."""
        listed = self._again(
            lambda: run_git(
                ["ls-remote", "--symref", "--", remote.url, "HEAD", f"{_BRANCH}*"],
                folder=self.reader,
                transfer=self.transfer,
                remote=remote,
            )
        )
        pairs = [line.split("\t") for line in listed.splitlines()]
        tips = {name.removeprefix(_BRANCH): tip for tip, name in pairs if name.startswith(_BRANCH)}
        head = next((to for to, name in pairs if name == "HEAD" and to.startswith("ref: ")), "")
        branch = asked or default or head.removeprefix(f"ref: {_BRANCH}")
        if not tips:
            raise UncollectedError(State.EMPTY, "The repository is empty.")
        if branch not in tips and not asked and len(tips) == 1:
            (branch,) = tips
        if branch not in tips:
            raise UncollectedError(State.EMPTY, f"It has no branch called {branch or 'main'!r}.")
        return branch, tips[branch]

    def _push(
        self,
        source: Source,
        remote: Remote,
        repo: Repo | None,
        branch: str,
        tip: str,
        wanted: Wanted,
    ) -> Push:
        limit = wanted.limit
        found = None
        if repo is not None:
            found = by_github(repo, tip, self._activity(repo, branch), limit)
        elif source.folder is not None:
            found = by_reflog(source.folder, branch, tip, limit)
        if found is not None:
            return found
        if limit is None:
            return Push(tip, None, Evidence.SEEN)
        found = by_sightings(wanted.seen, tip, limit)
        return found or by_commit_dates(self._history(remote, tip), limit)

    def _activity(self, repo: Repo, branch: str) -> Iterator[Activity]:
        """The pushes to a branch; none where this GitHub, or the token, does not tell them."""
        try:
            yield from self.github.activity(repo.full_name, branch)
        except HostError as error:
            if error.state is not State.NO_ACCESS:
                raise UncollectedError(error.state, str(error)) from error

    def _history(self, remote: Remote, tip: str) -> Iterator[tuple[str, datetime]]:
        """The commits of a branch and their times, the newest first, without any file."""
        with tempfile.TemporaryDirectory(dir=self.reader.parent, prefix=".history-") as name:
            folder = Path(name)
            self._initialise(folder)
            self._fetch(remote, ["--filter=tree:0", "--", remote.url, tip], folder)
            listed = run_git(
                ["rev-list", "--first-parent", "--timestamp", f"-n{_HISTORY}", tip],
                folder=folder,
                transfer=self.transfer,
            )
        for line in listed.splitlines():
            seconds, commit = line.split()
            yield commit, datetime.fromtimestamp(min(int(seconds), 2**33), UTC)

    def _get(self, remote: Remote, branch: str, tip: str, commit: str, store: Path) -> None:
        self._initialise(store)
        with Objects(store, self.reader) as objects:
            if objects.has(commit):
                return
        _clear(store)
        before = set(store.rglob("*"))
        options = ["--depth=1", f"--filter=blob:limit={self.transfer.file + 1}", "--", remote.url]
        try:
            self._fetch(remote, [*options, f"{commit}:refs/collected/{commit}"], store)
        except UncollectedError as error:
            if error.state is State.TOO_LARGE:
                _take_away(set(store.rglob("*")) - before)
            if error.state is not State.GONE or commit != tip:
                raise
            # A host that lets nobody ask for a commit by its name.
            self._fetch(remote, [*options, f"+{_BRANCH}{branch}:refs/collected/tip"], store)
        with Objects(store, self.reader) as objects:
            if not objects.has(commit):
                raise UncollectedError(State.GONE, "The commit that counts is not there any more.")

    def _fetch(self, remote: Remote, what: Sequence[str], folder: Path) -> None:
        command = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", *what]
        self._again(lambda: run_git(command, folder=folder, transfer=self.transfer, remote=remote))

    def _initialise(self, folder: Path) -> None:
        if not (folder / "HEAD").is_file():
            folder.mkdir(parents=True, exist_ok=True)
            command = ["init", "--quiet", "--bare", "--template=", "."]
            run_git(command, folder=folder, transfer=self.transfer)

    def _again(self, step: Callable[[], _T]) -> _T:
        """What a step gives; tried again where the network failed."""
        for number in range(self.tries):
            try:
                return step()
            except GitError as error:
                state = _STATES.get(error.failure, State.NOT_FETCHED)
                last = number == self.tries - 1 or error.failure is not Failure.TEMPORARY
                if last or not self.wait(2.0**number):
                    raise UncollectedError(state, _sentence(state, str(error))) from error
        raise AssertionError("the last try ends it")


def _clear(store: Path) -> None:
    """Take away what a fetch left behind that was killed; nobody else writes here."""
    for path in (*store.glob("*.lock"), *store.glob("objects/pack/tmp_*")):
        path.unlink(missing_ok=True)


def _take_away(paths: Iterable[Path]) -> None:
    """Delete files that came with a transfer that was broken off."""
    for path in paths:
        if path.is_file():
            path.unlink(missing_ok=True)


def _sentence(state: State, said: str) -> str:
    if state is State.TOO_LARGE:
        return f"It holds {said} even without its large files."
    if state is State.GONE:
        return "The commit that counts is not there any more: a later push took it away."
    return f"git says: {said}"
