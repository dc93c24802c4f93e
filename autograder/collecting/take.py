"""What is taken out of a commit: the files that may be exercises, and nothing else."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field

from autograder.collecting.record import LeftOut
from autograder.collecting.tree import Commit, shown
from autograder.intake.layout import Layout
from autograder.intake.limits import NOTEBOOK
from autograder.intake.members import Member
from autograder.intake.refusal import SubmissionError
from autograder.language import language
from autograder.reports.sentences import REASONS
from autograder.submission import UnreadableError

_SOURCES = (".py", NOTEBOOK)
_KITS = ("grade.py", "autograder/", "tests/")


@dataclass
class Taken:
    """Files by their path, what had to be left out, and how many exercises have a file."""

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    exercises: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is what is sure to be somebody's work."""
        notebooks = any(name.lower().endswith(NOTEBOOK) for name in self.files)
        return bool(self.left_out or self.exercises or notebooks)


def take(commit: Commit, layout: Layout) -> Taken:
    """The exercises of a commit, where a submission may have them.

    Raises SubmissionError where it holds too much, ObjectError where it is damaged.
    """
    for inner in (False, True):
        taken = Taken()
        size = 0
        with closing(commit.members(layout, inner=inner)) as members:
            for number, member in enumerate(members, 1):
                if number > commit.limits.members:
                    raise SubmissionError("too_many", limit=commit.limits.members)
                size += _take(taken, member, layout)
                if size > commit.limits.kept:
                    raise SubmissionError("too_large", limit=commit.limits.kept >> 20)
        if taken.anything:
            break
    return taken


def _take(taken: Taken, member: Member, layout: Layout) -> int:
    """Take a member if it may be an exercise; how many bytes that are."""
    path = "/".join(member.parts)
    place = layout.place(member.parts) or layout.loose_place(member.parts)
    if member.folder or not (place or _may_matter(member, path, layout)):
        return 0
    try:
        data = member.read()
    except UnreadableError as error:
        taken.left_out.append(LeftOut(shown(path), _said(error, path)))
        return 0
    taken.files[path] = data
    taken.exercises += place is not None
    return len(data)


def _may_matter(member: Member, path: str, layout: Layout) -> bool:
    """Whether exercises may be in a file, or behind a link, that has the name of none."""
    if member.closed:
        return any(layout.hidden_by(member.parts))
    hidden = path.rpartition("/")[2].startswith(".")
    source = path.lower().endswith(_SOURCES) and not hidden and not path.startswith(_KITS)
    return source and layout.root_around(member.parts) is not None


def _said(error: UnreadableError, path: str) -> str:
    return language("en")(REASONS[error.code], **{**error.facts, "path": shown(path)})
