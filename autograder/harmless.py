"""Text that somebody else wrote, made fit to be shown: what steers a terminal becomes an escape."""

from __future__ import annotations

import unicodedata

MAX_NAME = 200
_STEERING = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")


def visible(text: str) -> str:
    """A text with its control characters, and those that turn text around, written as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in "\n\t" or not _steers(c) else repr(c)[1:-1] for c in text)


def short(text: str, most: int = MAX_NAME) -> str:
    """A name for one line: visible, and cut where no name is so long."""
    return visible(text[:most]).replace("\n", "\\n").replace("\t", "\\t")


def _steers(character: str) -> bool:
    return unicodedata.category(character) in _STEERING
