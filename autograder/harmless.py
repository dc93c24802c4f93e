"""Text that somebody else wrote, made fit to be shown: what steers a terminal becomes an escape."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 200
_STEERING = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
_COMMAND = re.compile(r"^\s*:(?=:)|##(?=\w*\[)")


def visible(text: str) -> str:
    """A text with its control characters, and those that turn text around, written as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in "\n\t" or not steers(c) else repr(c)[1:-1] for c in text)


def short(text: str, most: int = MAX_NAME) -> str:
    """A name for one line: visible, and cut where no name is so long."""
    return visible(text[:most]).replace("\n", "\\n").replace("\t", "\\t")


def steers(character: str) -> bool:
    """Whether a character is not shown but obeyed: by a terminal, or by what lays out text."""
    return unicodedata.category(character) in _STEERING


def command_marks(line: str) -> list[int]:
    """Where a line must be broken for no CI runner to take it for a command.

    GitHub's looks for `::` after any space at the start, and for `##[` anywhere; Azure's and
    TeamCity's for `##vso[` and `##teamcity[`.
    """
    return [match.end() for match in _COMMAND.finditer(line)]


def tamed(line: str) -> str:
    """A line that no CI runner takes for a command."""
    return _COMMAND.sub(r"\g<0> ", line)
