"""The files of a commit that matter: exercises as they were submitted, and those of the kit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from autograder.collecting.objects import Entry, ObjectError, Objects
from autograder.harmless import short
from autograder.intake.layout import Layout, Parts
from autograder.intake.limits import Limits
from autograder.intake.members import Member, Members, parts_of, refuse
from autograder.intake.refusal import SubmissionError
from autograder.submission import UnreadableError

_TREE = 4 << 20  # bytes of one folder's list of names
_LINK = 0o120000


@dataclass(frozen=True)
class Commit:
    """A commit whose files are looked at where they lie, among the objects."""

    objects: Objects
    tree: str
    limits: Limits

    def members(self, layout: Layout, *, inner: bool) -> Members:
        """The members of it as a submission, where they may matter; `inner` as in the layout."""
        return self._walk(self.tree, (), layout, inner=inner)

    def _walk(self, tree: str, parts: Parts, layout: Layout, *, inner: bool) -> Members:
        for entry, here in self._entries(tree, parts):
            if entry.file:
                yield Member(here, partial(self._read, entry))
            elif not entry.folder:
                yield Member(here, refuse(_why_closed(entry)), closed=True)
            else:
                yield Member(here, refuse("not_a_file"), folder=True)
                if layout.leads_on(here, inner=inner):
                    yield from self._walk(entry.id, here, layout, inner=inner)

    def _read(self, entry: Entry) -> bytes:
        try:
            return self.objects.read(entry.id, "blob", self.limits.of(entry.name))
        except ObjectError:
            raise UnreadableError("too_large", limit=self.limits.of(entry.name) >> 10) from None

    def below(self, folders: Iterable[str]) -> Iterator[tuple[str, Entry]]:
        """All that lies at the top and below these folders, but for folders, by path.

        Raises SubmissionError where that is too much, ObjectError.
        """
        wanted, count = set(folders), 0
        waiting: list[tuple[str, Parts]] = [(self.tree, ())]
        while waiting:
            tree, parts = waiting.pop()
            for entry, here in self._entries(tree, parts):
                count += 1
                if count > self.limits.members:
                    raise SubmissionError("too_many", limit=self.limits.members)
                if not entry.folder:
                    yield "/".join(here), entry
                elif parts or entry.name in wanted:
                    waiting.append((entry.id, here))

    def _entries(self, tree: str, parts: Parts) -> Iterator[tuple[Entry, Parts]]:
        """What a folder holds, each with its path; a name that leads elsewhere is passed over."""
        for entry in self.objects.tree(tree, _TREE):
            try:
                named = parts_of("/".join((*parts, entry.name)), self.limits)
            except SubmissionError:
                continue
            if named == (*parts, entry.name):
                yield entry, named


def _why_closed(entry: Entry) -> str:
    return "link" if entry.mode == _LINK else "not_a_file"


def shown(path: str) -> str:
    """A path as it can be shown."""
    return short(path.encode("utf-8", "backslashreplace").decode())
