"""A submission: somebody's exercise files as text, taken in once and never run here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from autograder.exercise import Exercise


class UnreadableError(ValueError):
    """One file that cannot be read; `code` names the sentence that says why."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


Files: TypeAlias = Mapping[str, str | UnreadableError]


@dataclass(frozen=True)
class Submission:
    """What was submitted, as it was when it was taken in; `name` is how to call it.

    `files` has, by the exercise's path, the text of each file that is there, or why it cannot be
    read. `notebooks` has by their names the bytes of notebooks, and of Python files that have no
    exercise's name: exercises are to be found in them yet. `only` is the exercise of a submission
    that is a single file; `own` are the assignments of the house itself.
    """

    name: str
    files: Files = field(default_factory=dict)
    notebooks: Mapping[str, bytes] = field(default_factory=dict)
    only: Exercise | None = None
    own: bool = False

    def source(self, exercise: Exercise) -> str:
        """The text of the exercise's file; raises UnreadableError."""
        found = self.files.get(exercise.path)
        if found is None:
            raise UnreadableError("missing_file", path=exercise.path)
        if isinstance(found, UnreadableError):
            raise UnreadableError(found.code, **found.facts)
        return found
