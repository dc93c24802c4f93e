"""Text of others in Markdown: on one line without marks, or as it is in a fence."""

from __future__ import annotations

import re

from autograder.harmless import short

_MARKS = re.compile(r"[\\`*_\[\]{}#|~$@]|^[-+=](?=\s|$)|^\d+(?=[.)](?:\s|$))|(?<=:)//|(?<=www)\.")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def inline(text: str) -> str:
    """A text on one line, with all that Markdown or HTML would make of it taken away."""
    plain = "".join(_ENTITIES.get(character, character) for character in short(text))
    return _MARKS.sub(_escaped, plain)


def _escaped(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def fenced(text: str) -> str:
    """A text as it is; the fence is longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"
