"""What the name of a file or folder tells of who handed it in: as Moodle and Canvas write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.intake.limits import NOTEBOOK

_MOODLE = re.compile(
    r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<file>.*))?"
)
_CANVAS = re.compile(
    r"(?P<name>anon_[A-Za-z0-9]{5}|[^_]+)(?P<late>_LATE)?(?:_(?P<id>\d+))?_(?P<turn>\d+)_(?P<file>.+)"
)
_PACKED = re.compile(r"\.(?:zip|tgz|tbz2|txz|tar(?:\.(?:gz|bz2|xz))?)\Z", re.IGNORECASE)
_TURN = re.compile(r"[-_ ]?(?:v(?:ersion)?)?\(?(?P<turn>\d{1,3})\)?", re.IGNORECASE)
_LATE = re.compile(r"(?:^|[-_ ])late(?:$|[-_ ])", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """What a name tells: `who` groups what one person handed in, `name` is the person's own.

    `handles` are what a gradebook may know them by. `file` is what was handed in, as it was called
    then; `base` is the same of all versions of it, and `turn` the higher the later they came.
    """

    who: str
    name: str = ""
    handles: tuple[str, ...] = ()
    file: str = ""
    base: str = ""
    turn: tuple[int, ...] = ()
    late: bool = False


def named(entry: str, *, folder: bool) -> Named | None:
    """What the name of an entry tells; None where it is of no form that is known."""
    return (
        _by_moodle(entry, folder=folder)
        or _by_canvas(entry, folder=folder)
        or (_by_people(entry, folder=folder))
    )


def is_form(name: str) -> bool:
    """Whether a file of this name may hold exercises."""
    return bool(stem_of(name)) and stem_of(name) != name


def is_archive(name: str) -> bool:
    """Whether a file of this name is packed."""
    return _PACKED.search(name) is not None


def stem_of(name: str) -> str:
    """The name of an archive, a Python file or a notebook without what tells its form."""
    if packed := _PACKED.search(name):
        return name[: packed.start()]
    return name[: -len(suffix)] if (suffix := _suffix(name)) else name


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return suffix if suffix.lower() in (".py", NOTEBOOK) else ""


def _by_moodle(entry: str, *, folder: bool) -> Named | None:
    match = _MOODLE.fullmatch(entry)
    if match is None or match["plugin"] != "file":
        return None
    file = match["file"] or ""
    if not folder and not is_form(file):
        return None
    name = match["name"]
    blind = re.fullmatch(r"Participant[_ ]\d+", name)
    return Named(
        who=f"{name}_{match['id']}",
        name="" if blind else name,
        handles=(f"participant {match['id']}",),
        file=file,
        base=_base(file)[0],
        turn=_base(file)[1],
    )


def _by_canvas(entry: str, *, folder: bool) -> Named | None:
    match = _CANVAS.fullmatch(entry)
    if folder or match is None or not is_form(match["file"]):
        return None
    if match["id"] is None and not match["name"].startswith("anon_"):
        return None
    who = f"{match['name']}_{match['id']}" if match["id"] else match["name"]
    base, turn = _base(match["file"])
    return Named(
        who=who,
        handles=(match["id"] or match["name"], match["name"]),
        file=_original(match["file"]),
        base=base,
        turn=(*turn, int(match["turn"])),
        late=match["late"] is not None,
    )


def _by_people(entry: str, *, folder: bool) -> Named | None:
    if not folder and not is_form(entry):
        return None
    stem = entry if folder else stem_of(entry)
    base, turn = _base(entry)
    late = _LATE.search(stem) is not None
    return Named(who=stem, file="" if folder else entry, base=base, turn=turn, late=late)


def _base(file: str) -> tuple[str, tuple[int, ...]]:
    """The name without the mark of a version, and that mark's number."""
    stem = stem_of(file)
    for match in _TURN.finditer(stem):
        if match.end() == len(stem) and match.start() > 0 and match[0] != match["turn"]:
            return stem[: match.start()].casefold(), (int(match["turn"]),)
    return stem.casefold(), (0,)


def _original(file: str) -> str:
    """The name of a file before Canvas counted it: `zero_rows-2.py` was `zero_rows.py`."""
    stem = stem_of(file)
    return re.sub(r"-\d{1,3}$", "", stem) + file[len(stem) :]
