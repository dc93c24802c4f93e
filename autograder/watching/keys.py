"""The keys of a session, and what each is for."""

from __future__ import annotations

import enum


class Command(enum.Enum):
    """What a key asks for."""

    HINT = "hint"
    LESSON = "lesson"
    NEXT = "next"
    PREVIOUS = "previous"
    LANGUAGE = "language"
    ALL = "all"
    AGAIN = "again"
    QUIT = "quit"
    DOWN = "down"
    UP = "up"
    REDRAW = "redraw"  # no key: the terminal has changed


_KEYS = {
    "h": Command.HINT,
    "e": Command.LESSON,
    "n": Command.NEXT,
    "p": Command.PREVIOUS,
    "l": Command.LANGUAGE,
    "a": Command.ALL,
    "q": Command.QUIT,
    "\r": Command.AGAIN,
    "\n": Command.AGAIN,
    " ": Command.DOWN,
    "b": Command.UP,
}
_SEQUENCES = {  # what terminals send for arrows and pages, and what the Windows console does
    "\x1b[A": Command.UP,
    "\x1b[B": Command.DOWN,
    "\x1b[C": Command.NEXT,
    "\x1b[D": Command.PREVIOUS,
    "\x1b[5~": Command.UP,
    "\x1b[6~": Command.DOWN,
    "\x1bOA": Command.UP,
    "\x1bOB": Command.DOWN,
    "\x1bOC": Command.NEXT,
    "\x1bOD": Command.PREVIOUS,
    "\xe0H": Command.UP,
    "\xe0P": Command.DOWN,
    "\xe0M": Command.NEXT,
    "\xe0K": Command.PREVIOUS,
    "\xe0I": Command.UP,
    "\xe0Q": Command.DOWN,
}


def commands_of(typed: str) -> list[Command]:
    """The commands in what was typed since the last look; what is no key of ours is left out."""
    found = []
    while typed:
        length, command = _first(typed)
        typed = typed[length:]
        if command is not None:
            found.append(command)
    return found


def _first(typed: str) -> tuple[int, Command | None]:
    """How many characters the first key has, and its command."""
    for sequence, command in _SEQUENCES.items():
        if typed.startswith(sequence):
            return len(sequence), command
    if typed[0] == "\x1b":  # of another key: all that belongs to it
        end = next((i for i, c in enumerate(typed[2:], 2) if "@" <= c <= "~"), len(typed) - 1)
        return end + 1, None
    if typed[0] in "\x00\xe0":
        return 2, None
    return 1, _KEYS.get(typed[0].lower())
