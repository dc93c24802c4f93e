"""The exercises' texts as they stand on the disk: which are others than a moment ago."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.exercise import Exercise, House
from autograder.intake.open import open_submission
from autograder.intake.refusal import SubmissionError
from autograder.submission import Files, Submission, UnreadableError

GONE_SECONDS = 0.3  # editors take a file away for a moment, and put another in its place
_FRESH_SECONDS = 2.5  # a file this young may be written again within one tick of its clock

Stamp = tuple[int, int, int] | None


def stamp(path: Path) -> Stamp:
    """What tells that a file was written; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


@dataclass
class Texts:
    """What the chosen exercises say, read again where something has changed."""

    house: House
    exercises: Sequence[Exercise]
    files: dict[str, str | UnreadableError] = field(default_factory=dict)
    _stamps: dict[Exercise, Stamp] = field(default_factory=dict)
    _gone: dict[Exercise, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._stamps = {e: stamp(self.house.stub(e)) for e in self.exercises}
        self.files = dict(self._read(self.exercises))

    @property
    def restless(self) -> bool:
        """Whether a file has gone, and may be about to come back."""
        return bool(self._gone)

    def look(self) -> tuple[Exercise, ...]:
        """The exercises whose text is another now; one that is gone only after GONE_SECONDS."""
        touched = [e for e in self.exercises if self._touched(e)]
        if not touched:
            return ()
        now = self._read(touched)
        return tuple(e for e in touched if self._changed(e, now.get(e.path)))

    def submission(self) -> Submission:
        """What stands there, to be graded."""
        return Submission(self.house.assignments.name, dict(self.files), own=True)

    def _touched(self, exercise: Exercise) -> bool:
        before, found = self._stamps.get(exercise), stamp(self.house.stub(exercise))
        self._stamps[exercise] = found
        fresh = found is not None and time.time() - found[0] / 1e9 < _FRESH_SECONDS
        return found != before or fresh or exercise in self._gone

    def _changed(self, exercise: Exercise, now: str | UnreadableError | None) -> bool:
        before = self.files.get(exercise.path)
        if now is None and before is not None:
            since = self._gone.setdefault(exercise, time.monotonic())
            if time.monotonic() - since < GONE_SECONDS:
                return False
        self._gone.pop(exercise, None)
        if _same(before, now):
            return False
        if now is None:
            self.files.pop(exercise.path, None)
        else:
            self.files[exercise.path] = now
        return True

    def _read(self, exercises: Iterable[Exercise]) -> Files:
        """Read some exercises as a submission is read: no link is followed."""
        name = self.house.assignments.name
        try:
            return open_submission(self.house.assignments, exercises, name=name).files
        except SubmissionError:
            return {}


def _same(one: str | UnreadableError | None, other: str | UnreadableError | None) -> bool:
    if isinstance(one, UnreadableError) and isinstance(other, UnreadableError):
        return (one.code, one.facts) == (other.code, other.facts)
    return one == other
