"""`python grade.py batch`: grade a class, and write grades, feedback and a report."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from rich.console import Console

from autograder.batch.discover import discover
from autograder.batch.executors import GraderPool
from autograder.batch.grade_one import prepare
from autograder.batch.ledger import NAME, Ledger, open_ledger
from autograder.batch.lock import locked
from autograder.batch.people import Candidate, join, take_in
from autograder.batch.recipe import Recipe, recipe_of
from autograder.batch.record import class_facts, who
from autograder.batch.roster import Roster, read_roster
from autograder.batch.run import Done, Take, grade_class
from autograder.child.confinement.detect import best_level
from autograder.child.confinement.levels import Level
from autograder.cli.batch_view import BatchView, summary
from autograder.cli.class_output import write_results
from autograder.cli.decks import deck_for
from autograder.cli.exits import CALLER, INTERRUPTED, PASSED
from autograder.cli.output_file import write_bytes
from autograder.exercise import Exercise, House
from autograder.grading.class_record import Status
from autograder.language import N_, SaidError, system_error
from autograder.oracle.deck import Deck, DeckError, read_deck

DECK = "hidden.deck"
GRACE = 180.0  # seconds that one exercise may take beyond a submission's time


def run(
    *,
    submissions: str,
    out: str,
    jobs: int | None,
    units: Sequence[str],
    roster_file: str | None,
    deck_file: str | None,
    seed: int | None,
    regrade: bool,
    title: str | None,
    canvas: str | None,
    moodle: Sequence[str],
    seconds: int | None,
    device: str,
    allow_level_c: bool,
    lang: str | None,
) -> int:
    """Find, grade, write; returns the exit code. Raises SaidError."""
    house = House()
    exercises = house.select(units)
    level = _level(allowed=allow_level_c)
    folder, results = Path(submissions), Path(out)
    gradebooks = [*([canvas] if canvas else []), *moodle]
    roster = _roster(roster_file, gradebooks)
    found = discover(folder, leave_out=[results])
    candidates, nobodys = join(found, roster, exercises)
    if not any(candidate.counting for candidate in candidates):
        sentence = N_("{folder} holds no submission. Name the folder that holds everybody's.")
        raise SaidError(sentence, folder=folder)
    console = Console(highlight=False)
    many = jobs or os.cpu_count() or 1
    with _opened(results) as ledger:
        deck_path, deck = _deck(house, exercises, results, deck_file, seed, console, many)
        if deck is None:
            return INTERRUPTED
        recipe = recipe_of(
            house, exercises, deck_path,
            digest=deck.digest, seed=deck.contents.seed, device=device, seconds=seconds,
        )  # fmt: skip
        called = title or folder.resolve().name
        unknown = sorted([*found.unknown, *nobodys], key=lambda one: one.path)
        facts = class_facts(called, recipe, house, deck, level, unknown)
        ledger.write_class(facts, who(candidates))
        take = partial(take_in, found.root, exercises=house.exercises)
        done = _grade(recipe, candidates, take, ledger, console, many, regrade=regrade)
        if done is None:
            return INTERRUPTED
        written = write_results(ledger, results, canvas=canvas, moodle=moodle, lang=lang)
        console.print("\n".join(summary(written, done)))
        return CALLER if any(d.status is Status.KIT_ERROR for d in done) else PASSED


def _level(*, allowed: bool) -> str:
    """The level of isolation here; marks at level C have to be asked for."""
    level = best_level()
    if level is Level.C and not allowed:
        raise SaidError(
            N_(
                "This machine confines submissions by processes only (level C), which no mark "
                "should rest on. See `python grade.py doctor`, or say --allow-level-c."
            )
        )
    return level.value


def _roster(file: str | None, gradebooks: Sequence[str]) -> Roster:
    """Who belongs to the class: by the roster, else by the gradebooks to fill in."""
    if file is not None:
        return read_roster(Path(file))
    for name in gradebooks:
        return read_roster(Path(name))
    return Roster()


@contextmanager
def _opened(results: Path) -> Iterator[Ledger]:
    """The ledger in the folder of results, for this process alone."""
    try:
        results.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaidError(
            N_("{name} cannot be written: {error}."), name=results, error=system_error(error)
        ) from error
    with locked(results), open_ledger(results / NAME) as ledger:
        yield ledger


def _deck(
    house: House,
    exercises: Sequence[Exercise],
    results: Path,
    named: str | None,
    seed: int | None,
    console: Console,
    jobs: int,
) -> tuple[Path, Deck | None]:
    """The deck that everybody is graded on: the one that is named, else one of this class's own."""
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


def _grade(
    recipe: Recipe,
    candidates: Sequence[Candidate],
    take: Take,
    ledger: Ledger,
    console: Console,
    jobs: int,
    *,
    regrade: bool,
) -> list[Done] | None:
    """Grade everybody in processes of this machine; None after Ctrl-C."""
    total = sum(bool(candidate.counting) for candidate in candidates)
    done: list[Done] = []
    pool = GraderPool(
        min(jobs, total), seconds=recipe.seconds + GRACE, first=partial(prepare, recipe)
    )
    view = BatchView(console, total)
    try:
        with view:
            for one in grade_class(
                pool, recipe, candidates, take, ledger, ahead=2 * jobs, regrade=regrade
            ):
                done.append(one)
                view.done(one)
    except KeyboardInterrupt:
        left = total - len(done)
        console.print(
            f"Stopped: {len(done)} of {total} are graded and kept, {left} are left. "
            "Run the same again to go on."
        )
        return None
    finally:
        pool.shutdown(cancel_futures=True)
    return done
