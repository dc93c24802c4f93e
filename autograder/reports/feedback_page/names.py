"""What the page of each student is called: a name for every file system, no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_MOST = 80  # characters; a file's name holds 255 bytes, and a character takes up to four


def page_names(students: Iterable[str]) -> dict[str, str]:
    """The name of each student's page, without its ending; the same for the same students.

    Letters of all languages stay; upper and lower case alone tell no two pages apart.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for student in sorted(students):
        base = _plain(student)
        name, number = base, 2
        while name.casefold() in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name.casefold())
        names[student] = name
    return names


def _plain(student: str) -> str:
    text = re.sub(r"[^\w.@+-]+", "-", unicodedata.normalize("NFC", student)).strip("-.")[:_MOST]
    return f"-{text}" if not text or _RESERVED.fullmatch(text) else text
