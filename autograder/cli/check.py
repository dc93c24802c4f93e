"""`python grade.py check`: prove that exercises are fit to grade with."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console

from autograder.cli.exits import INTERRUPTED, PASSED, TO_FIX
from autograder.cli.output_file import writable, write_text
from autograder.cli.progress_bar import progress_bar
from autograder.exercise import Exercise, House
from autograder.language import N_, SaidError

if TYPE_CHECKING:
    from autograder.checking.check_report import CheckReport, ExerciseCheck


def run(
    *,
    names: Sequence[str],
    json_file: str | None,
    seed: int | None,
    seeds: int,
    jobs: int | None,
) -> int:
    """Check, print, write; returns the exit code. Raises SaidError for bad input."""
    house = House()
    exercises = house.select(names)
    if not any(house.reference(exercise).is_file() for exercise in exercises):
        raise SaidError(
            N_("check needs reference/, which is not here: it is for whoever writes exercises.")
        )
    target = writable(json_file) if json_file is not None and json_file != "-" else None
    console = Console(stderr=json_file == "-", highlight=False)
    if seed is None:
        seed = 0 if os.environ.get("CI") else secrets.randbits(31)
    report = _check(house, exercises, console, seed, seeds, jobs or os.cpu_count() or 1)
    from autograder.reports.check_table import render_check
    from autograder.reports.json_report import render_json

    console.print(render_check(report), crop=False)
    if json_file is not None:
        write_text(render_json(report), target)
    if not report.complete:
        return INTERRUPTED
    return PASSED if report.fit else TO_FIX


def _check(
    house: House,
    exercises: Sequence[Exercise],
    console: Console,
    seed: int,
    seeds: int,
    jobs: int,
) -> CheckReport:
    """Check everything below a progress bar; after Ctrl-C, report what was checked until then."""
    start = time.monotonic()
    found: list[ExerciseCheck] = []
    complete = False
    with progress_bar(console) as progress:
        bar = progress.add_task("starting PyTorch", total=len(exercises))
        try:
            from autograder.checking.check import check_exercise
            from autograder.checking.check_report import CheckReport
            from autograder.checking.pool import work_through

            task = partial(check_exercise, seed=seed, seeds=seeds)
            with closing(work_through(house.root, exercises, task, jobs=jobs)) as checks:
                for _, check in checks:
                    found.append(check)
                    progress.update(bar, advance=1, description=check.name)
            complete = True
        except KeyboardInterrupt:
            progress.stop()
    order = {exercise.path: i for i, exercise in enumerate(exercises)}
    found.sort(key=lambda check: order[f"{check.unit}/{check.name}.py"])
    return CheckReport(
        seed=seed,
        seconds=round(time.monotonic() - start, 1),
        complete=complete,
        exercises=tuple(found),
    )
