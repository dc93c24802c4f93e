"""`python grade.py deck`: record the cases that submissions are graded on."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from autograder.cli.exits import INTERRUPTED, PASSED
from autograder.cli.output_file import writable, write_bytes
from autograder.cli.progress_bar import progress_bar
from autograder.exercise import Exercise, House
from autograder.language import N_, SaidError

if TYPE_CHECKING:
    from autograder.recording.record import Recording


SEALED = ".sealed"  # at the end of a file's name


def run(*, file: str, names: Sequence[str], seed: int | None, jobs: int | None, seal: bool) -> int:
    """Record, write, say what was written; raises SaidError for bad input."""
    from autograder.oracle.sealed import sealed

    house = House()
    exercises = house.select(names)
    if not all(house.reference(exercise).is_file() for exercise in exercises):
        raise SaidError(
            N_("deck needs reference/, which is not here: it is for whoever marks submissions.")
        )
    seal = seal or file.endswith(SEALED)
    if seal:
        sealed(b"")  # what is missing is said before the long work
    target = writable(file)
    console = Console(highlight=False)
    drawn = secrets.randbits(31) if seed is None else seed
    found = record(house, exercises, console, drawn, jobs)
    if found is None:
        console.print("Stopped: nothing was written.")
        return INTERRUPTED
    from autograder.oracle.deck import pack, unpack
    from autograder.recording.record import joined

    raw = pack(joined(found, seed=drawn))
    write_bytes(sealed(raw) if seal else raw, target)
    cases = sum(len(prop.cases) for one in found for prop in one.exercise.properties)
    digest = unpack(raw, file).digest
    keep = (
        "It is sealed: only who has the key can read it."
        if seal
        else "Keep it where no submission is, and away from students: it holds the answers."
    )
    console.print(
        f"{file}: {len(found)} exercises, {cases} cases, {_size(target)}; deck {digest}, seed "
        f"{drawn}.\n{keep}"
    )
    return PASSED


def record(
    house: House, exercises: Sequence[Exercise], console: Console, seed: int, jobs: int | None
) -> list[Recording] | None:
    """Record everything below a progress bar, in as many processes; None after Ctrl-C."""
    found: dict[Exercise, Recording] = {}
    with progress_bar(console) as progress:
        bar = progress.add_task("starting PyTorch", total=len(exercises))
        try:
            from autograder.checking.pool import work_through
            from autograder.recording.record import record_exercise

            task = partial(record_exercise, seed=seed)
            many = jobs or os.cpu_count() or 1
            with closing(work_through(house.root, exercises, task, jobs=many)) as recordings:
                for exercise, recording in recordings:
                    found[exercise] = recording
                    progress.update(bar, advance=1, description=exercise.name)
        except KeyboardInterrupt:
            return None
    return [found[exercise] for exercise in exercises]


def _size(path: Path) -> str:
    return f"{max(1, path.stat().st_size >> 10)} KB"
