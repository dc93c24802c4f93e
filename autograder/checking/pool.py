"""Checking many exercises at once: one process a core, each with workers of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing, suppress
from pathlib import Path

from autograder.checking.check import check_exercise
from autograder.checking.check_report import ExerciseCheck
from autograder.exercise import Exercise, House
from autograder.worker.source import WorkerSource
from autograder.worker.system import worker_source

_own: tuple[House, WorkerSource, int, int] | None = None  # of a process of the pool


def check_all(
    root: Path, exercises: Sequence[Exercise], *, seed: int, seeds: int, jobs: int
) -> Generator[ExerciseCheck, None, None]:
    """Check exercises, in `jobs` processes; each record comes as soon as it is there.

    The last exercises are begun first: those at the end of a curriculum take longest.
    """
    if jobs == 1 or len(exercises) == 1:
        house = House(root)
        properties = [house.properties(exercise) for exercise in exercises]
        with closing(worker_source(properties, house=house)) as workers:
            workers.start()
            for exercise in exercises:
                yield check_exercise(house, exercise, workers, seed=seed, seeds=seeds)
        return
    pool = ProcessPoolExecutor(
        min(jobs, len(exercises)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare,
        initargs=(root, tuple(exercises), seed, seeds),
    )
    try:
        waiting = [pool.submit(_check, exercise) for exercise in reversed(exercises)]
        for done in as_completed(waiting):
            yield done.result()
        pool.shutdown()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def _prepare(root: Path, exercises: tuple[Exercise, ...], seed: int, seeds: int) -> None:
    """Make a process of the pool ready; Ctrl-C and the end of the pool end it at once."""
    global _own  # noqa: PLW0603 - set once, when the process starts
    for name in ("SIGINT", "SIGTERM"):
        with suppress(AttributeError, ValueError):
            signal.signal(getattr(signal, name), lambda *_: os._exit(130))
    house = House(root)
    properties = [house.properties(exercise) for exercise in exercises]
    workers = worker_source(properties, house=house)
    workers.start()
    _own = house, workers, seed, seeds


def _check(exercise: Exercise) -> ExerciseCheck:
    if _own is None:
        raise RuntimeError("the process was not prepared")
    house, workers, seed, seeds = _own
    return check_exercise(house, exercise, workers, seed=seed, seeds=seeds)
