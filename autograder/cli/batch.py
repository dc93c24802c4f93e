"""`python grade.py batch`: grade a class, and write grades, feedback and a report."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console

from autograder.batch.bench import MismatchError
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
from autograder.batch.shard import Shard, parse_shard
from autograder.child.confinement.detect import best_level
from autograder.child.confinement.levels import Level
from autograder.cli.batch_view import BatchView, summary
from autograder.cli.class_deck import class_deck
from autograder.cli.class_output import write_results
from autograder.cli.exits import CALLER, INTERRUPTED, PASSED
from autograder.cli.similar import write_similar
from autograder.exercise import Exercise, House
from autograder.grading.class_record import Status
from autograder.language import N_, SaidError, system_error
from autograder.oracle.deck import Deck

AHEAD_LEAST = 16  # submissions in hand of a cluster, which may grow
GRACE = 180.0  # seconds that one exercise may take beyond a submission's time


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the caller asks for."""

    submissions: str
    out: str
    jobs: int | None
    units: Sequence[str]
    roster_file: str | None
    deck_file: str | None
    seed: int | None
    regrade: bool
    title: str | None
    canvas: str | None
    moodle: Sequence[str]
    seconds: int | None
    device: str
    allow_level_c: bool
    lang: str | None
    cluster: str | None
    shard: str | None
    similar: bool


def run(**options: object) -> int:
    """Find, grade, write; returns the exit code. Raises SaidError."""
    asked = Asked(**options)  # type: ignore[arg-type]  # click has seen to their types
    house = House()
    exercises = house.select(asked.units)
    shard = parse_shard(asked.shard)
    if not shard.whole and asked.deck_file is None:
        sentence = N_("Every shard needs the same deck: record one, and name it with --deck.")
        raise SaidError(sentence)
    level = _level(allowed=asked.allow_level_c)
    folder, results = Path(asked.submissions), Path(asked.out)
    gradebooks = [*([asked.canvas] if asked.canvas else []), *asked.moodle]
    found = discover(folder, leave_out=[results])
    candidates, nobodys = join(found, _roster(asked.roster_file, gradebooks), exercises)
    if not any(candidate.counting for candidate in candidates):
        sentence = N_("{folder} holds no submission. Name the folder that holds everybody's.")
        raise SaidError(sentence, folder=folder)
    unknown = sorted([*found.unknown, *nobodys], key=lambda one: one.path)
    take = partial(take_in, found.root, exercises=house.exercises)
    with opened_results(results) as ledger:
        made = _recipe(asked, house, exercises, results)
        if made is None:
            return INTERRUPTED
        recipe, deck = made
        title = asked.title or folder.resolve().name
        facts = class_facts(title, recipe, house, deck, level, unknown)
        ledger.write_class(facts, who(candidates))
        done = _grade(asked, recipe, shard.share(candidates), take, ledger, level)
        if done is None:
            return INTERRUPTED
        code = _finish(asked, ledger, results, done, shard)
        if asked.similar:
            told = write_similar(house, exercises, deck, candidates, take, results)
            Console(highlight=False).print(told, soft_wrap=True)
        return code


def _finish(asked: Asked, ledger: Ledger, results: Path, done: Sequence[Done], shard: Shard) -> int:
    """Write what came of it; of a part only the ledger."""
    if shard.whole:
        written = write_results(
            ledger, results, canvas=asked.canvas, moodle=asked.moodle, lang=asked.lang
        )
        said = "\n".join(summary(written, before=sum(one.before for one in done)))
    else:
        following = "When all are done: python grade.py merge DIR PART..."
        said = f"{len(done)} graded in this shard. {following}"
    Console(highlight=False).print(said, soft_wrap=True)
    return CALLER if any(d.status is Status.KIT_ERROR for d in done) else PASSED


def _recipe(
    asked: Asked, house: House, exercises: Sequence[Exercise], results: Path
) -> tuple[Recipe, Deck] | None:
    """What everybody is graded on; None after Ctrl-C."""
    console = Console(highlight=False)
    path, deck = class_deck(
        house, exercises, results, asked.deck_file, asked.seed, console, _jobs(asked)
    )
    if deck is None:
        return None
    recipe = recipe_of(
        house, exercises, path,
        digest=deck.digest, seed=deck.contents.seed, device=asked.device, seconds=asked.seconds,
    )  # fmt: skip
    return recipe, deck


def _jobs(asked: Asked) -> int:
    return asked.jobs or os.cpu_count() or 1


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
def opened_results(results: Path) -> Iterator[Ledger]:
    """The ledger in the folder of results, for this process alone."""
    try:
        results.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaidError(
            N_("{name} cannot be written: {error}."), name=results, error=system_error(error)
        ) from error
    with locked(results), open_ledger(results / NAME) as ledger:
        yield ledger


def _graders(asked: Asked, recipe: Recipe, most: int, level: str) -> tuple[Executor, int]:
    """Whoever grades, and how many submissions to have in hand."""
    if asked.cluster is not None:
        try:
            from autograder.batch.cluster import cluster_at
        except ImportError as error:
            sentence = N_("--cluster needs Dask: python -m pip install 'torch-kata[cluster]'")
            raise SaidError(sentence) from error
        cluster = cluster_at(asked.cluster, recipe, level)
        return cluster, max(AHEAD_LEAST, 2 * cluster.workers)
    jobs = min(_jobs(asked), most)
    pool = GraderPool(jobs, seconds=recipe.seconds + GRACE, first=partial(prepare, recipe))
    return pool, 2 * jobs


def _grade(
    asked: Asked,
    recipe: Recipe,
    candidates: Sequence[Candidate],
    take: Take,
    ledger: Ledger,
    level: str,
) -> list[Done] | None:
    """Grade everybody; None after Ctrl-C."""
    console = Console(highlight=False)
    done: list[Done] = []
    if not candidates:
        return done
    executor, ahead = _graders(asked, recipe, len(candidates), level)
    view = BatchView(console, len(candidates))
    try:
        with view:
            for one in grade_class(
                executor, recipe, candidates, take, ledger, ahead=ahead, regrade=asked.regrade
            ):
                done.append(one)
                view.done(one)
    except KeyboardInterrupt:
        left = len(candidates) - len(done)
        console.print(
            f"Stopped: {len(done)} of {len(candidates)} are graded and kept, {left} are left. "
            "Run the same again to go on."
        )
        return None
    except MismatchError as error:
        raise SaidError(N_("A grader cannot grade this class: {error}."), error=error) from error
    finally:
        executor.shutdown(cancel_futures=True)
    return done
