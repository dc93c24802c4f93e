"""`python grade.py release`: write a student's copy, a repository that is ready to hand out."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.cli.deck import record
from autograder.cli.decks import deck_for
from autograder.cli.exits import INTERRUPTED, PASSED
from autograder.cli.output_file import writable, write_bytes
from autograder.exercise import House, HouseError, Unit
from autograder.language import N_, SaidError

if TYPE_CHECKING:
    from autograder.manifest import Manifest

GRADESCOPE = "gradescope"
_STOPPED = "Stopped: nothing was written."
_ON_LEVELS = (
    "Where Gradescope's machine has isolation level C only, it makes no marks: ask for them with "
    "--allow-level-c."
)


def run(
    *,
    directory: str,
    units: Sequence[str],
    until: str | None,
    deck_file: str | None,
    seed: int | None,
    jobs: int | None,
    update: bool,
    form: str,
    allow_level_c: bool,
) -> int:
    """Record or cut a deck, write everything, say what was written; raises SaidError."""
    house = House()
    if deck_file is not None and seed is not None:
        raise SaidError(N_("--deck is recorded already: leave --seed out, or --deck."))
    chosen = chosen_units(house, units, until)
    target = Path(directory)
    outside(house, target)
    console = Console(highlight=False)
    if form == GRADESCOPE:
        writable(directory)
        deck = _deck(house, chosen, deck_file, seed, jobs, console)
        return _gradescope(house, chosen, deck, target, console, allow_level_c=allow_level_c)
    from autograder.release.write import check_folder

    before = check_folder(target, update=update)
    deck = _deck(house, chosen, deck_file, seed, jobs, console)
    return _copy(house, chosen, deck, target, console, before)


def _copy(
    house: House,
    units: Sequence[Unit],
    deck: bytes | None,
    folder: Path,
    console: Console,
    before: Manifest | None,
) -> int:
    """Write a student's copy to a folder that may be written to."""
    from autograder.release.contents import student_copy
    from autograder.release.write import write_copy

    if deck is None:
        console.print(_STOPPED)
        return INTERRUPTED
    copy = student_copy(house, units, deck)
    written = write_copy(copy, folder, before)
    count = sum(len(unit.exercises) for unit in units)
    size = sum(map(len, copy.files.values())) >> 10
    console.print(
        f"{folder}: {len(units)} units, {count} exercises, {len(copy.files)} files, {size} KB."
    )
    _tell("Changed by the student, and not brought up to date", written.kept)
    _tell("Changed, though the kit's own, and replaced", written.replaced)
    return PASSED


def _gradescope(
    house: House,
    units: Sequence[Unit],
    deck: bytes | None,
    target: Path,
    console: Console,
    *,
    allow_level_c: bool,
) -> int:
    """Write the zip that Gradescope takes as an autograder."""
    from autograder.release.contents import student_copy
    from autograder.release.gradescope import gradescope_zip

    if deck is None:
        console.print(_STOPPED)
        return INTERRUPTED
    data = gradescope_zip(student_copy(house, units, deck), allow_level_c=allow_level_c)
    write_bytes(data, target)
    console.print(
        f"{target}: {len(units)} units, {len(data) >> 10} KB. Upload it as the autograder.\n"
        "It holds the answers: keep it away from students.",
        soft_wrap=True,
    )
    if not allow_level_c:
        console.print(_ON_LEVELS, soft_wrap=True)
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
