"""Finding who handed in what: each entry of a folder of submissions, and what its name tells.

Nothing is opened here but folders and nbgrader's time stamps, and no link is followed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.batch.download_names import Named, is_archive, named
from autograder.grading.class_record import UnknownFile
from autograder.grading.score_report import both_texts
from autograder.harmless import short
from autograder.intake.disk import opened
from autograder.language import N_, SaidError, system_error

_NOISE = ("__MACOSX", "Thumbs.db", "desktop.ini")
_INNER = ("submitted", "submissions")
_STAMP = "timestamp.txt"
_ARCHIVES = 8
_STAMPED = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(?: (\S+))?")
_LINK = N_("It is a link, and links are not followed.")
_FORM = N_("It is no form of a submission that is known.")
_TYPED = N_("It was typed into the course system; there is no file to grade.")


@dataclass(frozen=True)
class HandIn:
    """One thing that somebody handed in: where it lies, and what is known of it.

    `paths` are relative to the folder of submissions: several where a person has several folders.
    """

    named: Named
    paths: tuple[str, ...]
    folder: bool
    changed: float = 0.0
    at: str = ""


@dataclass(frozen=True)
class Discovery:
    """All that a folder holds."""

    root: Path
    hand_ins: tuple[HandIn, ...]
    unknown: tuple[UnknownFile, ...]


def discover(folder: Path, *, leave_out: Sequence[Path] = ()) -> Discovery:
    """Look through a folder of submissions; raises SaidError where there is none.

    `leave_out` are folders that are no submissions wherever they lie.
    """
    root = _root(folder)
    found: list[HandIn] = []
    unknown: list[UnknownFile] = []
    apart = {path.resolve() for path in leave_out}
    for entry in _entries(root):
        if entry.name.startswith(".") or entry.name in _NOISE:
            continue
        if entry.is_symlink():
            unknown.append(_unknown(entry.name, _LINK))
        elif Path(entry.path).resolve() not in apart:
            hand_in = _hand_in(root, entry)
            if hand_in is not None:
                found.append(hand_in)
            else:
                typed = "_assignsubmission_onlinetext" in entry.name
                unknown.append(_unknown(entry.name, _TYPED if typed else _FORM))
    return Discovery(root, tuple(_without_assignment(root, found)), tuple(unknown))


def _root(folder: Path) -> Path:
    if folder.is_file():
        sentence = N_("{folder} is a file. Unpack it, and name the folder that holds everybody's.")
        raise SaidError(sentence, folder=folder)
    if not folder.is_dir():
        raise SaidError(N_("There is no folder {folder}."), folder=folder)
    names = {entry.name for entry in _entries(folder) if entry.is_dir(follow_symlinks=False)}
    inner = next((name for name in _INNER if name in names), None)
    return folder / inner if inner else folder


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise SaidError(
            N_("{folder} cannot be read: {error}."), folder=folder, error=system_error(error)
        ) from error


def _hand_in(root: Path, entry: os.DirEntry[str]) -> HandIn | None:
    folder = entry.is_dir(follow_symlinks=False)
    if not folder and not entry.is_file(follow_symlinks=False):
        return None
    told = named(entry.name, folder=folder)
    if told is None:
        return None
    changed = entry.stat(follow_symlinks=False).st_mtime
    if not folder:
        return HandIn(told, (entry.name,), folder, changed)
    stamps = _stamps(root / entry.name)
    inside = list(stamps) or ["", *_archives(root / entry.name)]
    paths = tuple(f"{entry.name}/{name}" if name else entry.name for name in inside)
    return HandIn(told, paths, folder, changed, max(stamps.values(), default=""))


def _archives(folder: Path) -> list[str]:
    """The archives that lie in somebody's folder, as in Moodle's; the first few."""
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if e.is_file(follow_symlinks=False)]
    except OSError:  # opening it will say so
        return []
    return sorted(filter(is_archive, names))[:_ARCHIVES]


def _stamps(folder: Path) -> dict[str, str]:
    """The assignments in a student's folder as nbgrader collects them, and when each came.

    The empty name stands for the folder itself.
    """
    found = {}
    try:
        inner = [""] + [e.name for e in os.scandir(folder) if e.is_dir(follow_symlinks=False)]
    except OSError:  # opening it will say so
        return {}
    for name in sorted(inner):
        if (said := _stamp(folder / name)) is not None:
            found[name] = said
    return found


def _stamp(folder: Path) -> str | None:
    try:
        with opened(str(folder / _STAMP)) as file:
            if file.folder or not isinstance(file.handle, int):
                return None
            text = os.read(file.handle, 100).decode("utf-8", "replace")
    except OSError:
        return None
    match = _STAMPED.match(text)
    if match is None:
        return ""
    zone = {None: "", "UTC": "Z"}.get(match[3], f" {match[3]}")
    return f"{match[1]}T{match[2]}{zone}"


def _without_assignment(root: Path, found: Iterable[HandIn]) -> list[HandIn]:
    """What GitHub Classroom's clones are called by: `ASSIGNMENT-STUDENT`, so by what differs."""
    found = list(found)
    clones = [h for h in found if h.folder and os.path.lexists(root / h.paths[0] / ".git")]
    if len(clones) < 2 or len(clones) < len(found):
        return found
    whos = [h.named.who for h in clones]
    first, last = min(whos), max(whos)
    differ = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    start = first.rfind("-", 0, differ) + 1
    return [replace(h, named=replace(h.named, who=h.named.who[start:])) for h in found]


def _unknown(name: str, sentence: str) -> UnknownFile:
    return UnknownFile(short(name), both_texts(sentence))
