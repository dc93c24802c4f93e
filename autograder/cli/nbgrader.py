"""`python grade.py nbgrader`: write an nbgrader course, and write scores into its gradebook."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.cli.deck import record
from autograder.cli.decks import deck_for
from autograder.cli.exits import INTERRUPTED, PASSED, TO_FIX
from autograder.cli.output_file import writable, write_bytes
from autograder.cli.release import chosen_units, outside
from autograder.exercise import Exercise, House
from autograder.language import N_, SaidError, language, preferred

if TYPE_CHECKING:
    from autograder.nbgrader_course.merge import Merged
    from autograder.nbgrader_course.write import Course
    from autograder.oracle.deck import Deck


def init(
    *,
    course: str,
    units: Sequence[str],
    until: str | None,
    deck_file: str | None,
    seed: int | None,
    jobs: int | None,
    replace: bool,
    lang: str | None,
) -> int:
    """Write a course, or write it again; the exit code is 1 where cells clash."""
    from autograder.nbgrader_course.write import Course

    house = House()
    chosen = chosen_units(house, units, until)
    exercises = [exercise for unit in chosen for exercise in unit.exercises]
    if not all(house.reference(exercise).is_file() for exercise in exercises):
        raise SaidError(
            N_("nbgrader needs reference/, which is not here: it is for whoever marks submissions.")
        )
    folder = Path(course)
    outside(house, folder)
    there = Course(house, folder, language(lang or preferred()))
    console = Console(highlight=False)
    deck = _deck(there, exercises, deck_file, seed, jobs, console)
    if deck is None:
        console.print("Stopped: nothing was written.")
        return INTERRUPTED
    found = there.write(chosen, deck, replace=replace)
    console.print(
        f"{course}: {len(chosen)} units, {len(exercises)} exercises; deck {deck.digest}. "
        f"Keep {there.deck.name} and source/ away from students: they hold the answers."
    )
    return _tell(found, replace=replace)


def _deck(
    course: Course,
    exercises: Sequence[Exercise],
    file: str | None,
    seed: int | None,
    jobs: int | None,
    console: Console,
) -> Deck | None:
    """The deck to mark on: the one that is named, the one that is there, or a new one."""
    from autograder.oracle.deck import pack, unpack
    from autograder.recording.record import joined

    if file is not None:
        given = deck_for(course.house, Path(file), exercises)
        course.folder.mkdir(parents=True, exist_ok=True)
        write_bytes(Path(file).read_bytes(), writable(str(course.deck)))
        return given
    if course.deck.is_file():
        return deck_for(course.house, course.deck, exercises)
    drawn = secrets.randbits(31) if seed is None else seed
    found = record(course.house, exercises, console, drawn, jobs)
    if found is None:
        return None
    raw = pack(joined(found, seed=drawn))
    course.folder.mkdir(parents=True, exist_ok=True)
    write_bytes(raw, writable(str(course.deck)))
    return unpack(raw, course.deck.name)


def _tell(found: Mapping[str, Merged], *, replace: bool) -> int:
    clash = (
        "the kit's was taken, what was there is in replaced/"
        if replace
        else ("yours stays; --replace takes the kit's")
    )
    for path, one in found.items():
        for names, what in (
            (one.clashing, f"changed by you and by the kit ({clash})"),
            (one.kept, "no longer the kit's, but changed by you, so it stays"),
            (one.left_out, "taken out by you, so it is not put back"),
        ):
            for name in names:
                click.echo(f"{path}, cell {name}: {what}.")
    clashing = any(one.clashing for one in found.values())
    return TO_FIX if clashing and not replace else PASSED


def scores(*, course: str, results: str, db: str | None) -> int:
    """Write the scores of a graded class into a course's gradebook; raises SaidError."""
    from autograder.batch.record import read_class
    from autograder.nbgrader_course.gradebook import write_scores

    root = Path(course).resolve()
    file = root / "gradebook.db"
    if db is None and not file.is_file():
        raise SaidError(
            N_(
                "{file} is missing: nbgrader writes it. Run, in the course: nbgrader "
                "generate_assignment ASSIGNMENT"
            ),
            file=file,
        )
    record = read_class(Path(results))
    count = write_scores(db or f"sqlite:///{file}", House(), root, record.results)
    click.echo(f"{course}: scores of {len(record.results)} students, {count} notebooks.")
    return PASSED
