"""The record of a collection: which commit was taken of each repository, and who says when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from autograder.language import N_, SaidError, system_error

NAME = "collected.json"
SUBMISSIONS = "submissions"
REPOSITORIES = "repositories"


class State(StrEnum):
    """What became of a repository."""

    COLLECTED = "collected"
    LATE = "late"  # nothing was pushed by the deadline
    EMPTY = "empty"
    NO_EXERCISES = "no_exercises"
    TOO_LARGE = "too_large"
    NO_REPOSITORY = "no_repository"  # on the roster, and there is none of theirs
    NO_ACCESS = "no_access"  # private, deleted or never there: a host tells no difference
    GONE = "gone"  # the commit that counts was taken away by a later push
    NOT_FETCHED = "not_fetched"  # the network, or the host

    @property
    def unsettled(self) -> bool:
        """Whether it may end otherwise when it is tried again, so that nobody should be marked."""
        return self in (State.NO_ACCESS, State.GONE, State.NOT_FETCHED)


class Evidence(StrEnum):
    """Who says when a commit was pushed."""

    GITHUB_ACTIVITY = "github_activity"
    GITHUB_PUSHED_AT = "github_pushed_at"
    REMOTE_REFLOG = "remote_reflog"
    SEEN = "seen"  # this record: it was there when it was collected
    COMMIT_DATE = "commit_date"  # the commit itself, so its author

    @property
    def vouched(self) -> bool:
        """Whether a student cannot have made it up."""
        return self is not Evidence.COMMIT_DATE


class Difference(msgspec.Struct, frozen=True):
    """A file that a student should not change: `how` is changed, missing or added."""

    path: str
    how: str


class LeftOut(msgspec.Struct, frozen=True):
    """Something in an exercise's place that was not taken, and why."""

    path: str
    why: str


class Sighting(msgspec.Struct, frozen=True):
    """A commit that was the tip of the branch whenever it was looked, from `first` to `last`."""

    commit: str
    first: datetime
    last: datetime


class Collected(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One repository.

    `commit` is what was taken, `tip` what the branch led to when it was collected. `pushed_at` is
    when `commit` came, at the latest, by `evidence`; `committed_at` is what the commit says of
    itself. `differences` are None where nothing was compared. `kept` tells that the files in the
    folder are those of an earlier collection.
    """

    student: str
    repository: str
    state: State
    collected_at: datetime
    deadline: datetime | None = None
    renamed_to: str = ""
    branch: str = ""
    commit: str = ""
    tip: str = ""
    pushed_at: datetime | None = None
    evidence: Evidence | None = None
    committed_at: datetime | None = None
    exercises: int = 0
    left_out: tuple[LeftOut, ...] = ()
    differences: tuple[Difference, ...] | None = None
    notes: tuple[str, ...] = ()
    kept: bool = False
    seen: tuple[Sighting, ...] = ()


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """All repositories, sorted by student."""

    schema_version: int = 1
    repositories: tuple[Collected, ...] = ()


def read_collection(folder: Path) -> Collection:
    """The record in a folder, an empty one where there is none; raises SaidError."""
    path = folder / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Collection)
    except FileNotFoundError:
        return Collection()
    except OSError as error:
        said = system_error(error)
        raise SaidError(N_("{file} cannot be read: {error}."), file=path, error=said) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SaidError(N_("{file} cannot be read: {error}."), file=path, error=error) from error


def encoded(collection: Collection) -> bytes:
    """The record as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(collection)) + b"\n"
