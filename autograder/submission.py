"""A submission: somebody's exercise files, read as text and never run here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.exercise import Exercise

MAX_BYTES = 256 << 10


class SubmissionError(ValueError):
    """A submission that cannot be graded at all."""


class UnreadableError(ValueError):
    """One file that cannot be read; `code` names the sentence that says why."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Submission:
    """A folder that holds exercise files as `assignments/` does; `name` is how to call it."""

    name: str
    folder: Path

    def file(self, exercise: Exercise) -> Path:
        """Where the exercise's file should be."""
        return self.folder / exercise.unit / f"{exercise.name}.py"

    def source(self, exercise: Exercise) -> str:
        """The text of the exercise's file; raises UnreadableError."""
        path = self.file(exercise)
        try:
            if not path.is_file():
                raise UnreadableError("missing_file", path=exercise.path)
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise UnreadableError(
                "unreadable_file", path=exercise.path, error=error.strerror or str(error)
            ) from error
        if len(data) > MAX_BYTES:
            raise UnreadableError("too_large", path=exercise.path, limit=MAX_BYTES >> 10)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise UnreadableError("not_utf8", path=exercise.path, line=line) from error
        if "\0" in text:
            raise UnreadableError(
                "not_utf8", path=exercise.path, line=text[: text.index("\0")].count("\n") + 1
            )
        return text


def open_submission(folder: Path, exercises: Iterable[Exercise]) -> Submission:
    """Find the exercise files in a folder, or in the `assignments` folder inside it.

    Raises SubmissionError for a folder that is not there or holds none of `exercises`.
    """
    exercises = tuple(exercises)
    if not folder.exists():
        raise SubmissionError(f"There is no folder {folder}.")
    if not folder.is_dir():
        raise SubmissionError(f"{folder} is not a folder; name the folder that holds the units.")
    for root in (folder, folder / "assignments"):
        found = Submission(str(folder), root)
        if any(found.file(exercise).is_file() for exercise in exercises):
            return found
    example = exercises[0].path if exercises else "UNIT/EXERCISE.py"
    raise SubmissionError(
        f"{folder} holds none of the exercises to grade: the first would be {example} inside it."
    )
