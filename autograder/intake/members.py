"""What every form of a submission comes down to: members, each with a checked name."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeAlias

from autograder.harmless import short
from autograder.intake.limits import Limits
from autograder.intake.refusal import SubmissionError
from autograder.submission import UnreadableError

_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Member:
    """A file, a folder or something else that a submission holds.

    `read` gives at most one byte more than `Limits.of` its name, and raises UnreadableError; it
    works until the next member is asked for. `closed` marks what is not known below: a link, a
    folder that cannot be entered.
    """

    parts: tuple[str, ...]
    read: Callable[[], bytes]
    folder: bool = False
    closed: bool = False


Members: TypeAlias = Generator[Member, None, None]


def refuse(code: str, **facts: str | int) -> Callable[[], bytes]:
    """A `read` that says why there is nothing to read."""

    def read() -> bytes:
        raise UnreadableError(code, **facts)

    return read


def parts_of(name: str, limits: Limits) -> tuple[str, ...]:
    """The parts of a name in an archive; raises SubmissionError for one that leads elsewhere.

    Some Windows tools write backslashes between the parts.
    """
    slashed = name.replace("\\", "/")
    parts = tuple(part for part in slashed.split("/") if part not in ("", "."))
    if (
        slashed.startswith("/")
        or ".." in parts
        or "\0" in name
        or (parts and _DRIVE.match(parts[0]))
        or len(name) > limits.name
        or len(parts) > limits.depth
    ):
        raise SubmissionError("unsafe_name", inner=short(name))
    return parts
