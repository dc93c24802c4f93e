"""From what was found to people: whose each submission is, what of it counts, who is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.batch.discover import Discovery, HandIn
from autograder.batch.download_names import Named, stem_of
from autograder.batch.roster import Person, Roster
from autograder.exercise import Exercise
from autograder.grading.class_record import UnknownFile
from autograder.grading.score_report import both_texts
from autograder.harmless import short
from autograder.intake.open import open_submission
from autograder.intake.refusal import SubmissionError
from autograder.language import N_
from autograder.submission import Submission, UnreadableError

_NOBODY = N_("It does not tell whose it is.")


@dataclass(frozen=True)
class Candidate:
    """Somebody who is to be graded: what of theirs counts, the newest first, and what does not.

    `listed` tells whether a roster has them; always, where there is none.
    """

    person: Person
    counting: tuple[HandIn, ...]
    superseded: tuple[str, ...] = ()
    listed: bool = True

    @property
    def source(self) -> str:
        """Where it lies, within the folder of submissions."""
        return short(" + ".join(path for h in self.counting for path in h.paths), 1000)

    @property
    def late(self) -> bool:
        """Whether any of it is marked as late."""
        return any(h.named.late for h in self.counting)

    @property
    def at(self) -> str:
        """When it was handed in, where that is known."""
        return max((h.at for h in self.counting), default="")


def join(
    found: Discovery, roster: Roster, exercises: Sequence[Exercise]
) -> tuple[list[Candidate], list[UnknownFile]]:
    """Everybody, by `student`, and what is nobody's.

    There are those on the roster, and those whom only the submissions name.
    """
    nobodys: list[UnknownFile] = []
    theirs: dict[str, list[HandIn]] = defaultdict(list)
    strangers: dict[str, list[HandIn]] = defaultdict(list)
    for hand_in in found.hand_ins:
        told = hand_in.named
        person = roster.find(*told.handles, told.name, told.who)
        if person is not None:
            theirs[person.student].append(hand_in)
        elif owner := _owner(told, exercises):
            strangers[owner].append(hand_in)
        else:
            nobodys.append(UnknownFile(short(hand_in.paths[0]), both_texts(_NOBODY)))
    taken = {person.student for person in roster.people}
    people = [_candidate(p, theirs[p.student], listed=True) for p in roster.people]
    for who, hand_ins in strangers.items():
        called = short(who) if who not in taken else f"{short(who)} (?)"
        person = Person(called, hand_ins[0].named.name, handles=_handles(hand_ins))
        people.append(_candidate(person, hand_ins, listed=not roster.people))
    return sorted(people, key=lambda candidate: candidate.person.student), nobodys


def _owner(told: Named, exercises: Sequence[Exercise]) -> str:
    """Who a single file names before the exercise's name, or anything else; nobody by a file."""
    if not told.file.lower().endswith(".py") or told.who != stem_of(told.file):
        return told.who
    exercise = _named_in(told.who, exercises)
    return told.who.removesuffix(exercise).rstrip("-_") if exercise else told.who


def _handles(hand_ins: Iterable[HandIn]) -> frozenset[str]:
    return frozenset(handle.casefold() for h in hand_ins for handle in h.named.handles)


def _candidate(person: Person, hand_ins: Sequence[HandIn], *, listed: bool) -> Candidate:
    """What counts: of several versions of one thing the newest."""
    ordered = sorted(hand_ins, key=lambda h: (h.named.turn, h.changed, h.paths), reverse=True)
    counting: list[HandIn] = []
    bases: set[str] = set()
    superseded: list[str] = []
    for hand_in in ordered:
        if hand_in.named.base in bases:
            superseded += hand_in.paths
        else:
            bases.add(hand_in.named.base)
            counting.append(hand_in)
    handles = person.handles | _handles(hand_ins)
    return Candidate(
        replace(person, handles=handles), tuple(counting), tuple(map(short, superseded)), listed
    )


def take_in(root: Path, candidate: Candidate, exercises: Sequence[Exercise]) -> Submission:
    """All that somebody handed in, as text; raises SubmissionError where none of it can be used.

    Of an exercise that is there several times the newest counts.
    """
    files: dict[str, str | UnreadableError] = {}
    notebooks: dict[str, bytes] = {}
    refused: SubmissionError | None = None
    opened = 0
    for hand_in in candidate.counting:
        for path in hand_in.paths:
            try:
                part = _open(root, path, hand_in, exercises)
            except SubmissionError as error:
                refused = error  # of a folder, then of the archives in it: the last tells more
                continue
            opened += 1
            files = {**part.files, **files}
            notebooks = {**part.notebooks, **notebooks}
    if refused is not None and not opened:
        raise refused
    return Submission(candidate.person.student, files, notebooks)


def _open(root: Path, path: str, hand_in: HandIn, exercises: Sequence[Exercise]) -> Submission:
    file = hand_in.named.file
    name = _exercise_file(file, exercises) if file and not hand_in.folder else None
    return open_submission(
        root / path, exercises, name=path, follow=False, loose=True, file_name=name
    )


def _exercise_file(file: str, exercises: Sequence[Exercise]) -> str:
    """What a file was called, where somebody put their own name before it: `ada_eye.py`."""
    exercise = _named_in(stem_of(file), exercises) if file.lower().endswith(".py") else ""
    return f"{exercise}.py" if exercise else file


def _named_in(stem: str, exercises: Sequence[Exercise]) -> str:
    """The exercise that a file's name ends with; empty where it is none."""
    ends = (e.name for e in exercises if f"_{stem}".endswith((f"_{e.name}", f"-{e.name}")))
    return max(ends, key=len, default="")
