"""Which deck a command grades on: the one that is named, or a student's copy's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.exercise import Exercise, House
from autograder.language import N_, SaidError

if TYPE_CHECKING:
    from autograder.oracle.deck import Deck


def deck_path(house: House, named: str | None) -> Path | None:
    """The file of the deck to grade on; None where the reference answers. Raises SaidError."""
    if named is not None:
        return Path(named)
    if house.live:
        return None
    if not house.deck.is_file():
        raise SaidError(
            N_("{file} is missing: it says what is right. Get it from where you got this folder."),
            file=house.deck.name,
        )
    return house.deck


def deck_for(house: House, path: Path, exercises: Sequence[Exercise]) -> Deck:
    """Read a deck that can be used to grade `exercises`; raises SaidError."""
    from autograder.oracle.deck import DeckError, fingerprint, read_deck

    deck = read_deck(path)
    lacking = [exercise.name for exercise in exercises if exercise.path not in deck.exercises]
    if lacking:
        raise _lacks(house, deck, path, ", ".join(lacking[:3]))
    if not any(
        fingerprint(house.properties(exercise)) == deck.exercises[exercise.path].probes
        for exercise in exercises
    ):
        sentence = N_(
            "{file} was recorded with other properties than those in {folder}. Get a deck and a "
            "kit of the same version."
        )
        folder = house.properties(exercises[0]).parent.parent.relative_to(house.root).as_posix()
        raise DeckError(sentence, file=path, folder=folder)
    return deck


def _lacks(house: House, deck: Deck, path: Path, names: str) -> SaidError:
    held = ", ".join(dict.fromkeys(e.unit for e in deck.contents.exercises))
    sentence = (
        N_(
            "{file} holds nothing of {name}. Name what it holds ({held}), or record a deck with "
            "`python grade.py deck`."
        )
        if house.live
        else N_("{file} holds nothing of {name}, only of {held}. Get it again.")
    )
    return SaidError(sentence, file=path, name=names, held=held)
