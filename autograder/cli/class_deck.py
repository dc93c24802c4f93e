"""The hidden deck of a class: the one that is named, else one that is recorded for it alone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from autograder.cli.decks import deck_for
from autograder.cli.output_file import write_bytes
from autograder.exercise import Exercise, House
from autograder.language import SaidError
from autograder.oracle.deck import Deck, DeckError, read_deck

DECK = "hidden.deck"


def class_deck(
    house: House,
    exercises: Sequence[Exercise],
    results: Path,
    named: str | None,
    seed: int | None,
    console: Console,
    jobs: int,
) -> tuple[Path, Deck | None]:
    """The deck that everybody is graded on: the one that is named, else one of this class's own.

    It is None after Ctrl-C. Raises SaidError.
    """
    if named is not None:
        return Path(named), deck_for(house, Path(named), exercises)
    own = results / DECK
    if own.is_file():
        try:
            deck = deck_for(house, own, exercises)
        except SaidError:
            console.print(f"{own} is of another version or other exercises: recording it anew.")
            seed = _seed_of(own) if seed is None else seed
        else:
            if seed in (None, deck.contents.seed):
                return own, deck
    drawn = secrets.randbits(31) if seed is None else seed
    console.print(f"Recording the hidden deck of this class: {own}")
    return own, _recorded(house, exercises, own, drawn, console, jobs)


def _seed_of(path: Path) -> int | None:
    try:
        return read_deck(path).contents.seed
    except DeckError:
        return None


def _recorded(
    house: House, exercises: Sequence[Exercise], path: Path, seed: int, console: Console, jobs: int
) -> Deck | None:
    from autograder.cli.deck import record
    from autograder.oracle.deck import pack
    from autograder.recording.record import joined

    found = record(house, exercises, console, seed, jobs)
    if found is None:
        console.print("Stopped: nothing was graded.")
        return None
    write_bytes(pack(joined(found, seed=seed)), path)
    return read_deck(path)
