"""From the members of a submission to its exercises: the text of each, or why there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from autograder.harmless import short
from autograder.intake.layout import Layout, Place
from autograder.intake.limits import Limits
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


@dataclass
class Found:
    """What was seen of a submission: claims, what hides exercises from view, archives inside."""

    claims: list[Claim] = field(default_factory=list)
    closed: list[Member] = field(default_factory=list)
    archives: list[str] = field(default_factory=list)


def look_through(members: Members, layout: Layout, limits: Limits) -> Found:
    """Read the members that are in an exercise's place; raises SubmissionError beyond a limit."""
    with closing(members):  # folders are open meanwhile
        return _look_through(members, layout, limits)


def _look_through(members: Members, layout: Layout, limits: Limits) -> Found:
    found = Found()
    kept = 0
    for number, member in enumerate(members, 1):
        if number > limits.members:
            raise SubmissionError("too_many", limit=limits.members)
        name = short("/".join(member.parts))
        place = layout.place(member.parts)
        if member.folder:
            continue
        if place is not None:
            claim = Claim(place, name, _content(member, place, limits))
            found.claims.append(claim)
            kept += len(claim.content) if isinstance(claim.content, str) else 0
        elif member.closed:
            found.closed.append(member)
        elif name.lower().endswith(_ARCHIVES) and layout.is_root(member.parts[:-1]):
            found.archives.append(name)
        if kept > limits.kept:
            raise SubmissionError("too_large", limit=limits.kept >> 20)
    return found


def _content(member: Member, place: Place, limits: Limits) -> str | UnreadableError:
    path = place.exercise.path
    try:
        return decoded(path, member.read(), limits)
    except UnreadableError as error:
        return UnreadableError(error.code, **{**error.facts, "path": path})


def choose(found: Found, layout: Layout, limits: Limits) -> Files:
    """One text, or one reason, for each exercise that is there.

    What lies at the top or in `assignments` counts before what lies in another folder. Raises
    SubmissionError where exercises lie in several of those, or there are none.
    """
    claims = [claim for claim in found.claims if not claim.place.top] or found.claims
    tops = list(dict.fromkeys(claim.place.top for claim in claims))
    if len(tops) > 1:
        raise SubmissionError("several", first=short(tops[0]), second=short(tops[1]))
    if not claims:
        raise _nothing(found, layout)
    files = {
        place.exercise.path: _content(member, place, limits)
        for member in found.closed
        for place in layout.hidden_by(member.parts)
        if place.top == tops[0]
    }
    return files | {path: _settled(path, rivals) for path, rivals in _by_exercise(claims).items()}


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
