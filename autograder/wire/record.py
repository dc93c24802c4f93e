"""The record of one run of a probe, as plain data."""

from __future__ import annotations

import msgspec

from autograder.wire.plain import Plain

MAX_FRAMES = 20  # of a traceback: the innermost


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """One line of a traceback inside the student's file: its number, and the function."""

    line: int
    function: str


class Raised(msgspec.Struct, frozen=True, array_like=True):
    """An exception: its type and base types by name (most derived first), message, and place.

    `own` where a line of the student's file raised it, not something that the line called.
    """

    types: tuple[str, ...]
    message: str
    frames: tuple[Frame, ...] = ()
    own: bool = False

    @property
    def type(self) -> str:
        """The exception's own type, by name."""
        return self.types[0] if self.types else "BaseException"


class Observation(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """What one run of a probe showed: it returned `value`, or it `raised`.

    `unusable` marks a value that the implementation returned and the probe could not work with;
    `value` then holds that value. `calls` counts the torch operations that were called, by name,
    where the property asked for them.
    """

    value: Plain = None
    raised: Raised | None = None
    unusable: bool = False
    calls: dict[str, int] = {}
