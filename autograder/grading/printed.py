"""What a submission printed, made harmless: text without control codes."""

from __future__ import annotations

import re

from autograder.harmless import steers

_ESCAPES = re.compile(
    r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # operating system commands (titles, links)
    r"|[PX^_][^\x1b]*(?:\x1b\\)?"  # strings to the terminal
    r"|\[[0-?]*[ -/]*[@-~]?"  # control sequences (colours, cursor)
    r"|[ -/]*[0-~]?)"
)
_KEPT = "\n\t"


def printable(text: str) -> str:
    """Drop terminal escapes and other control characters, also those that turn text around."""
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in _KEPT or not steers(c))
