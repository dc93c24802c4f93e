"""From the bytes of an exercise's file to its text."""

from __future__ import annotations

from autograder.intake.limits import Limits
from autograder.submission import UnreadableError


def decoded(path: str, data: bytes, limits: Limits) -> str:
    """UTF-8 text, with or without a byte order mark; raises UnreadableError."""
    if len(data) > limits.file:
        raise UnreadableError("too_large", path=path, limit=limits.file >> 10)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # `error.start` counts from behind the byte order mark
        line = error.object[: error.start].count(b"\n") + 1
        raise UnreadableError("not_utf8", path=path, line=line) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise UnreadableError("not_utf8", path=path, line=line)
    return text
