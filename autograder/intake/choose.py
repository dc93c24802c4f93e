"""From the members of a submission to its exercises: the text of each, or why there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from autograder.harmless import short
from autograder.intake.layout import Layout, Place, top_of
from autograder.intake.limits import NOTEBOOK, Limits
from autograder.intake.members import Member, Members
from autograder.intake.refusal import SubmissionError
from autograder.intake.text import decoded
from autograder.submission import Files, UnreadableError

_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".7z", ".rar", ".zst")


@dataclass(frozen=True)
class Claim:
    """A member that is in an exercise's place, and what it says."""

    place: Place
    name: str
    content: str | UnreadableError

    @property
    def top(self) -> str:
        """The one more folder around everything; empty where none is."""
        return self.place.top


@dataclass(frozen=True)
class Sheet:
    """A notebook, or a Python file that has no exercise's name: it may define exercises."""

    top: str
    name: str
    data: bytes


@dataclass
class Found:
    """What was seen of a submission: claims, what hides exercises from view, archives inside.

    `loose` claim an exercise by their name alone; `others` are Python files of other names.
    """

    claims: list[Claim] = field(default_factory=list)
    loose: list[Claim] = field(default_factory=list)
    notebooks: list[Sheet] = field(default_factory=list)
    others: list[Sheet] = field(default_factory=list)
    closed: list[Member] = field(default_factory=list)
    archives: list[str] = field(default_factory=list)
    kept: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is what is sure to be somebody's work."""
        return bool(self.claims or self.loose or self.notebooks)


@dataclass(frozen=True)
class Chosen:
    """What counts of a submission, as in `Submission`."""

    files: Files
    notebooks: Mapping[str, bytes]


def look_through(members: Members, layout: Layout, limits: Limits, *, loose: bool = False) -> Found:
    """Read the members that are in an exercise's place; raises SubmissionError beyond a limit.

    With `loose` also those that have an exercise's name and lie beside the units' folders,
    notebooks, and other Python files.
    """
    found = Found()
    with closing(members):  # folders are open meanwhile
        for number, member in enumerate(members, 1):
            if number > limits.members:
                raise SubmissionError("too_many", limit=limits.members)
            _note(found, member, layout, limits, loose=loose)
            if found.kept > limits.kept:
                raise SubmissionError("too_large", limit=limits.kept >> 20)
    return found


def _note(found: Found, member: Member, layout: Layout, limits: Limits, *, loose: bool) -> None:
    name = short("/".join(member.parts))
    place = layout.place(member.parts)
    if member.folder:
        return
    if place is not None:
        found.claims.append(_claim(found, member, place, name, limits))
    elif member.closed:
        found.closed.append(member)
    elif name.lower().endswith(_ARCHIVES) and layout.is_root(member.parts[:-1]):
        found.archives.append(name)
    elif loose:
        _note_loose(found, member, layout, name, limits)


def _note_loose(found: Found, member: Member, layout: Layout, name: str, limits: Limits) -> None:
    root = layout.root_around(member.parts)
    hidden = member.parts[-1].startswith(".")  # what macOS and editors leave behind
    if root is None or hidden or not name.lower().endswith((".py", NOTEBOOK)):
        return
    place = layout.loose_place(member.parts)
    if place is not None:
        found.loose.append(_claim(found, member, place, name, limits))
        return
    try:
        data = member.read()
    except UnreadableError:
        return
    if len(data) <= limits.of(name):
        sheets = found.notebooks if name.lower().endswith(NOTEBOOK) else found.others
        sheets.append(Sheet(top_of(root), name, data))
        found.kept += len(data)


def _claim(found: Found, member: Member, place: Place, name: str, limits: Limits) -> Claim:
    claim = Claim(place, name, _content(member, place, limits))
    found.kept += len(claim.content) if isinstance(claim.content, str) else 0
    return claim


def _content(member: Member, place: Place, limits: Limits) -> str | UnreadableError:
    path = place.exercise.path
    try:
        return decoded(path, member.read(), limits)
    except UnreadableError as error:
        return UnreadableError(error.code, **{**error.facts, "path": path})


def choose(found: Found, layout: Layout, limits: Limits) -> Chosen:
    """One text, or one reason, for each exercise that is there; and the notebooks beside them.

    What lies at the top or in `assignments` counts before what lies in another folder, a file in
    its place before one that only has the name. Raises SubmissionError where exercises lie in
    several folders, or there are none.
    """
    sheets = found.notebooks or ([] if found.anything else found.others)
    parts: list[Claim | Sheet] = [*found.claims, *found.loose, *sheets]
    tops = list(dict.fromkeys(part.top for part in parts))
    top = "" if "" in tops else tops[0] if tops else ""
    if top and len(tops) > 1:
        raise SubmissionError("several", first=short(tops[0]), second=short(tops[1]))
    if not parts:
        raise _nothing(found, layout)
    files = {
        place.exercise.path: _content(member, place, limits)
        for member in found.closed
        for place in layout.hidden_by(member.parts)
        if place.top == top
    }
    for claims in (found.loose, found.claims):
        rivals = _by_exercise(claim for claim in claims if claim.top == top)
        files |= {path: _settled(path, those) for path, those in rivals.items()}
    return Chosen(files, {sheet.name: sheet.data for sheet in sheets if sheet.top == top})


def _nothing(found: Found, layout: Layout) -> SubmissionError:
    """Why a submission holds no exercise."""
    for member in found.closed:
        if any(layout.hidden_by(member.parts)):
            return SubmissionError("link", inner=short("/".join(member.parts)))
    if found.archives:
        return SubmissionError("nested", inner=found.archives[0])
    return SubmissionError("no_exercises")


def _by_exercise(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    grouped = defaultdict(list)
    for claim in claims:
        grouped[claim.place.exercise.path].append(claim)
    return grouped


def _settled(path: str, rivals: list[Claim]) -> str | UnreadableError:
    if len(rivals) > 1:
        first, second = rivals[0].name, rivals[1].name
        return UnreadableError("claimed_twice", path=path, first=first, second=second)
    if not rivals[0].place.exact:
        return UnreadableError("misnamed", path=path, found=rivals[0].name)
    return rivals[0].content
