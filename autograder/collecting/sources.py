"""Which repositories to collect, and whose they are: from a list, an organisation, a roster."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from autograder.collecting.git import Remote
from autograder.collecting.github import GitHub
from autograder.harmless import short
from autograder.language import N_, SaidError, system_error

_REPOSITORY = (
    "repository", "repo", "student_repository_url", "repository_url", "clone_url", "html_url",
    "ssh_url", "url",
)  # fmt: skip
_STUDENT = ("github_username", "username", "login", "github", "user", "student", "student_id")
_DEADLINE = ("deadline", "due", "due_at")
_SHORT = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9_.][\w.-]*)?")
_SCP = re.compile(r"([\w.-]+@)?(?P<host>[A-Za-z0-9][\w.-]*):(?P<path>[^/:-][^:]*)")
_MOST = 8 << 20
_UNSAFE = re.compile(r"[^\w.@+-]+")


@dataclass(frozen=True)
class Source:
    """A repository and whose it is; `remote` is None for a student who has none.

    `github` is its name where the GitHub that is asked knows it, `folder` where it lies on this
    machine. `location` is how to call it.
    """

    student: str
    location: str
    remote: Remote | None = None
    github: str = ""
    folder: Path | None = None
    deadline: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Places:
    """What a name of a repository may stand for; with `local` also folders of this machine."""

    github: GitHub
    owner: str = ""
    local: bool = False

    def source(self, location: str, student: str = "", deadline: datetime | None = None) -> Source:
        """The repository that somebody means by a name or address; raises SaidError."""
        found = self._local(location) or self._named(location) or self._addressed(location)
        if found is None:
            said = "{location} is no repository: write OWNER/NAME or its address (https or ssh)."
            raise SaidError(said, location=short(location))
        return replace(found, student=safe_name(student or found.student), deadline=deadline)

    def _local(self, location: str) -> Source | None:
        plain = location.removeprefix("file://")
        if not plain.startswith(("/", "./", "../", "~")):
            return None
        if not self.local:
            said = "{location} is a folder of this machine; add --local to let the list name such."
            raise SaidError(said, location=short(location))
        folder = Path(plain).expanduser().resolve()
        return Source(_last(plain), location, Remote(f"file://{folder}"), folder=folder)

    def _named(self, location: str) -> Source | None:
        if not _SHORT.fullmatch(location) or ("/" not in location and not self.owner):
            return None
        name = location if "/" in location else f"{self.owner}/{location}"
        return self._on_github(name.removesuffix(".git"))

    def _addressed(self, location: str) -> Source | None:
        scp = _SCP.fullmatch(location)
        host = urlsplit(self.github.server).hostname
        if scp is not None:
            name = scp["path"].removesuffix(".git") if scp["host"] == host else ""
            return Source(_last(location), location, Remote(location), github=name)
        parts = urlsplit(location)
        if (parts.hostname or "-").startswith("-"):  # ssh would take it for an option
            return None
        if parts.scheme == "ssh":
            name = parts.path.strip("/").removesuffix(".git") if parts.hostname == host else ""
            return Source(_last(parts.path), location, Remote(location), github=name)
        if parts.scheme not in ("https", urlsplit(self.github.server).scheme):
            return None
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="")
        if f"{bare.scheme}://{bare.netloc}" == self.github.server:
            owner, _, rest = bare.path.strip("/").partition("/")
            name = rest.partition("/")[0].removesuffix(".git")
            return self._on_github(f"{owner}/{name}")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        address = urlunsplit(bare)
        return Source(_last(bare.path), address, Remote(address, user, password))

    def _on_github(self, name: str) -> Source | None:
        if name.count("/") != 1 or not _SHORT.fullmatch(name):
            return None
        address = f"{self.github.server}/{name}.git"
        remote = Remote(address, "x-access-token", self.github.token)
        return Source(_last(name), name, remote, github=name)


def from_list(text: str, places: Places) -> Iterator[Source]:
    """The repositories of a list: CSV with a header, or a repository a line and then whose it is.

    Raises SaidError.
    """
    rows = _table(text)
    if rows and _column(rows[0], _REPOSITORY):
        for row in rows:
            location = _cell(row, _REPOSITORY)
            if location:
                yield places.source(location, _cell(row, _STUDENT), _deadline(row))
        return
    for line in text.splitlines():
        location, _, student = line.partition("#")[0].strip().partition(" ")
        if location:
            yield places.source(location.rstrip(","), student.strip(" ,"))


def from_owner(
    places: Places, prefix: str, students: Mapping[str, datetime | None] | None
) -> Iterator[Source]:
    """The repositories PREFIX-STUDENT of an organisation; also who of `students` has none.

    Only those of `students` where they are known. Raises HostError.
    """
    start = f"{prefix.rstrip('-')}-".casefold()
    left = dict(students or {})
    known = {name.casefold(): name for name in left}
    for repo in places.github.repositories(places.owner):
        name = repo.full_name.rpartition("/")[2]
        student = name[len(start) :]
        if not name.casefold().startswith(start) or not student:
            continue
        called = known.get(student.casefold(), student)
        if students is None or called in left:
            yield places.source(repo.full_name, called, left.pop(called, None))
    for name, deadline in left.items():
        yield Source(safe_name(name), f"{places.owner}/{start}{name}", deadline=deadline)


def roster(text: str) -> dict[str, datetime | None]:
    """The GitHub names on a roster, each with a deadline of its own if there is one."""
    rows = _table(text)
    if not rows or not _column(rows[0], _STUDENT):
        raise SaidError(
            "The roster has no column of GitHub names: call one of its columns github_username, "
            "username or login."
        )
    return {name: _deadline(row) for row in rows if (name := _cell(row, _STUDENT))}


def read_table(name: str) -> str:
    """The text of a file that somebody named; raises SaidError."""
    try:
        with Path(name).open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise SaidError(
            N_("{file} cannot be read: {error}."), file=name, error=system_error(error)
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SaidError("{file} is not UTF-8 text. Save it as UTF-8.", file=name) from None


def moment(text: str) -> datetime:
    """A time like 2026-12-01T23:59 or 2026-12-01T23:59+08:00; raises SaidError.

    Without an offset it is this machine's.
    """
    try:
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError, OSError):
        said = "{time} is no time: write it like 2026-12-01T23:59+08:00."
        raise SaidError(said, time=repr(text)) from None


def safe_name(name: str) -> str:
    """A name as that of a folder, on any system."""
    return _UNSAFE.sub("_", name).strip(".")[:100] or "_"


def distinct(sources: Iterable[Source]) -> tuple[Source, ...]:
    """All of them by student, who has one each; raises SaidError."""
    found: dict[str, Source] = {}
    for source in sources:
        other = found.setdefault(source.student.casefold(), source)
        if other.location != source.location:
            raise SaidError(
                "{first} and {second} are both of {student}: write whose each is.",
                first=other.location,
                second=source.location,
                student=source.student,
            )
    return tuple(found[name] for name in sorted(found))


def _table(text: str) -> list[dict[str, str]]:
    rows = csv.reader(io.StringIO(text))
    header = [cell.strip().casefold().replace(" ", "_") for cell in next(rows, [])]
    return [dict(zip(header, row, strict=False)) for row in rows if any(row)]


def _column(row: Mapping[str, str], names: Sequence[str]) -> str:
    return next((name for name in names if name in row), "")


def _cell(row: Mapping[str, str], names: Sequence[str]) -> str:
    return row.get(_column(row, names), "").strip()


def _deadline(row: Mapping[str, str]) -> datetime | None:
    said = _cell(row, _DEADLINE)
    return moment(said) if said else None


def _last(path: str) -> str:
    return re.split(r"[/:\\]", path.rstrip("/").removesuffix(".git"))[-1]
