"""Which commit counts at a deadline: the last that was pushed by then, and who says so.

What a commit says of its own time is its author's word. So the host is asked when it was told of
it; else the remote's reflog, else earlier collections, and only then the commit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.collecting.github import Activity, Repo
from autograder.collecting.record import Evidence, Sighting
from autograder.intake.disk import opened

_LINE = re.compile(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) .*> (\d{1,12}) [+-]\d{4}(\t.*)?")
_REFLOG = 4 << 20


@dataclass(frozen=True)
class Push:
    """A commit that counts, when it was pushed at the latest, and who says so.

    `commit` is empty where nothing had been pushed. `note` tells what a person should know.
    """

    commit: str
    at: datetime | None
    evidence: Evidence
    note: str = ""


def by_github(
    repo: Repo, tip: str, activities: Iterable[Activity], deadline: datetime | None
) -> Push | None:
    """By what GitHub was told and when; None where it does not say.

    `activities` are those of the branch, the newest first; no more are taken than are needed.
    """
    if deadline is None or (repo.pushed_at is not None and repo.pushed_at <= deadline):
        newest = next(iter(activities), None)
        if newest is not None and newest.after == tip:
            return Push(tip, newest.timestamp, Evidence.GITHUB_ACTIVITY)
        if repo.pushed_at is not None:
            return Push(tip, repo.pushed_at, Evidence.GITHUB_PUSHED_AT)
        return None
    oldest = None
    for activity in activities:
        if activity.timestamp <= deadline:
            gone = not activity.after.strip("0")
            at = None if gone else activity.timestamp
            return Push("" if gone else activity.after, at, Evidence.GITHUB_ACTIVITY)
        oldest = activity
    if oldest is None:
        return Push("", None, Evidence.GITHUB_PUSHED_AT) if repo.created_at > deadline else None
    if repo.created_at > deadline or not oldest.before.strip("0"):
        return Push("", None, Evidence.GITHUB_ACTIVITY)
    return Push(oldest.before, None, Evidence.GITHUB_ACTIVITY)  # what it was made with


def by_reflog(repository: Path, branch: str, tip: str, deadline: datetime | None) -> Push | None:
    """By the reflog of a bare repository on this machine; None where it keeps none that fits."""
    moves = _reflog(repository / "logs" / "refs" / "heads" / branch)
    times = [at for _, at in moves]
    if not moves or moves[-1][0] != tip or times != sorted(times):
        return None
    until = [move for move in moves if deadline is None or move[1] <= deadline]
    if not until:
        return Push("", None, Evidence.REMOTE_REFLOG)
    commit, at = until[-1]
    return Push(commit if commit.strip("0") else "", at, Evidence.REMOTE_REFLOG)


def by_sightings(seen: Sequence[Sighting], tip: str, deadline: datetime) -> Push | None:
    """By what earlier collections saw; None where there was none by the deadline."""
    before = [sighting for sighting in seen if sighting.first <= deadline]
    if not before:
        return None
    last = before[-1]
    note = ""
    if last.commit != tip and last.last < deadline:
        note = (
            f"What was pushed after {last.last:%Y-%m-%d %H:%M} UTC, when it was last looked at, "
            "was not taken: nobody says whether it came before the deadline."
        )
    return Push(last.commit, last.first, Evidence.SEEN, note)


def by_commit_dates(history: Iterable[tuple[str, datetime]], deadline: datetime) -> Push:
    """By what the commits say of themselves, the newest first: anybody can make that up."""
    for commit, committed in history:
        if committed <= deadline:
            note = "Only the commit itself says that it was there by the deadline."
            return Push(commit, None, Evidence.COMMIT_DATE, note)
    return Push("", None, Evidence.COMMIT_DATE)


def with_sighting(seen: Sequence[Sighting], tip: str, now: datetime) -> tuple[Sighting, ...]:
    """What was seen, with the tip of now."""
    if seen and seen[-1].commit == tip:
        return (*seen[:-1], Sighting(tip, seen[-1].first, now))
    return (*seen, Sighting(tip, now, now))


def _reflog(path: Path) -> list[tuple[str, datetime]]:
    try:
        with opened(os.fspath(path)) as found, os.fdopen(os.dup(int(found.handle)), "rb") as file:
            data = file.read(_REFLOG + 1)
    except (OSError, ValueError):
        return []
    lines = [_LINE.fullmatch(line) for line in data.decode("utf-8", "replace").splitlines()]
    if len(data) > _REFLOG or None in lines:
        return []
    try:
        return [(m[2], datetime.fromtimestamp(int(m[3]), UTC)) for m in lines if m]
    except (OverflowError, OSError, ValueError):
        return []
