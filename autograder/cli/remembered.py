"""What commands know of earlier gradings; where that fails it is said, and they go on."""

from __future__ import annotations

from collections.abc import Callable

import click

from autograder.exercise import House
from autograder.language import Language
from autograder.memory import Memory, MemoryFileError, read_memory, update_memory


def known_memory(house: House, say: Language) -> Memory | None:
    """What the house remembers; None, and a sentence, where that cannot be read."""
    try:
        return read_memory(house.root)
    except MemoryFileError as error:
        click.echo(error.said(say), err=True)
        return None


def change_memory(house: House, say: Language, change: Callable[[Memory], Memory]) -> None:
    """Remember more; says so where it cannot."""
    try:
        update_memory(house.root, change)
    except MemoryFileError as error:
        click.echo(error.said(say), err=True)
