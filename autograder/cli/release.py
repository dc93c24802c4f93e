"""`python grade.py release`: write a student's copy, a repository that is ready to hand out."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.deck import record
from autograder.cli.decks import deck_for
from autograder.cli.exits import INTERRUPTED, PASSED
from autograder.exercise import House, HouseError, Unit
from autograder.language import N_, SaidError


def run(
    *,
    directory: str,
    units: Sequence[str],
    until: str | None,
    deck_file: str | None,
    seed: int | None,
    jobs: int | None,
    update: bool,
) -> int:
    """Record or cut a deck, write everything, say what was written; raises SaidError."""
    from autograder.release.contents import student_copy
    from autograder.release.write import check_folder, write_copy

    house = House()
    if deck_file is not None and seed is not None:
        raise SaidError(N_("--deck is recorded already: leave --seed out, or --deck."))
    chosen = chosen_units(house, units, until)
    folder = Path(directory)
    outside(house, folder)
    before = check_folder(folder, update=update)
    console = Console(highlight=False)
    deck = _deck(house, chosen, deck_file, seed, jobs, console)
    if deck is None:
        console.print("Stopped: nothing was written.")
        return INTERRUPTED
    copy = student_copy(house, chosen, deck)
    written = write_copy(copy, folder, before)
    count = sum(len(unit.exercises) for unit in chosen)
    size = sum(map(len, copy.files.values())) >> 10
    console.print(
        f"{directory}: {len(chosen)} units, {count} exercises, {len(copy.files)} files, {size} KB."
    )
    _tell("Changed by the student, and not brought up to date", written.kept)
    _tell("Changed, though the kit's own, and replaced", written.replaced)
    return PASSED


def chosen_units(house: House, names: Sequence[str], until: str | None) -> tuple[Unit, ...]:
    """The units of these names, and all up to `until`; everything where none is named."""
    if not names and until is None:
        return house.units
    wanted = {_unit(house, name).name for name in names}
    last = _unit(house, until).name if until is not None else ""
    return tuple(unit for unit in house.units if unit.name in wanted or unit.name <= last)


def _unit(house: House, name: str) -> Unit:
    """The unit of a name or number; raises HouseError."""
    plain = name.rstrip("/\\")
    for unit in house.units:
        if plain in (unit.name, unit.name[:2], unit.name[:2].lstrip("0")):
            return unit
    found = house.select([name])  # says what is close where there is nothing of the name
    sentence = N_("{name} is an exercise; name a unit, like {unit}.")
    raise HouseError(sentence, name=name, unit=found[0].unit)


def outside(house: House, folder: Path) -> None:
    """Raise SaidError for a folder inside one of the house's own."""
    engine = Path(__file__).resolve().parents[1]
    for own in (house.assignments, engine, *house.hidden):
        if folder.resolve().is_relative_to(own.resolve()):
            raise SaidError(
                N_("{name} is inside {own}: name a folder elsewhere."), name=folder, own=own
            )


def _deck(
    house: House,
    units: Sequence[Unit],
    file: str | None,
    seed: int | None,
    jobs: int | None,
    console: Console,
) -> bytes | None:
    """The practice deck of some units, packed: cut from a given one, or recorded afresh."""
    from autograder.oracle.deck import pack
    from autograder.oracle.sealed import is_sealed
    from autograder.recording.record import cut, joined

    exercises = [exercise for unit in units for exercise in unit.exercises]
    if file is not None:
        path = Path(file)
        if path.is_file() and is_sealed(path.read_bytes()[:64]):
            raise SaidError(
                N_("{file} is sealed, so it is for marking: a student's copy needs its own."),
                file=file,
            )
        given = deck_for(house, path, exercises)
        return pack(cut(given.contents, {exercise.path for exercise in exercises}))
    if not all(house.reference(exercise).is_file() for exercise in exercises):
        raise SaidError(N_("release needs reference/ to record a deck, or --deck FILE."))
    drawn = secrets.randbits(31) if seed is None else seed
    found = record(house, exercises, console, drawn, jobs)
    return None if found is None else pack(joined(found, seed=drawn))


def _tell(what: str, names: Sequence[str]) -> None:
    if names:
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        click.echo(f"{what}: {shown}.")
