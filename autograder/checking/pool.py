"""Working through many exercises at once: one process a core, each with workers of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing, suppress
from pathlib import Path
from typing import Protocol, TypeVar

from autograder.exercise import Exercise, House
from autograder.worker.source import WorkerSource
from autograder.worker.system import worker_source

R_co = TypeVar("R_co", covariant=True)


class Task(Protocol[R_co]):
    """What is done with each exercise; it has to be picklable."""

    def __call__(self, house: House, exercise: Exercise, workers: WorkerSource) -> R_co:
        """Do it, with workers that know the exercise's probes."""


_own: tuple[House, WorkerSource] | None = None  # of a process of the pool


def work_through(
    root: Path, exercises: Sequence[Exercise], task: Task[R_co], *, jobs: int
) -> Generator[tuple[Exercise, R_co], None, None]:
    """Do a task with each exercise, in `jobs` processes; each result comes as soon as it is there.

    The last exercises are begun first: those at the end of a curriculum take longest.
    """
    if jobs == 1 or len(exercises) == 1:
        house = House(root)
        properties = [house.properties(exercise) for exercise in exercises]
        with closing(worker_source(properties, house=house)) as workers:
            workers.start()
            for exercise in exercises:
                yield exercise, task(house, exercise, workers)
        return
    pool = ProcessPoolExecutor(
        min(jobs, len(exercises)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare,
        initargs=(root, tuple(exercises)),
    )
    try:
        waiting = {pool.submit(_do, task, exercise): exercise for exercise in reversed(exercises)}
        for done in as_completed(waiting):
            yield waiting[done], done.result()
        pool.shutdown()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def _prepare(root: Path, exercises: tuple[Exercise, ...]) -> None:
    """Make a process of the pool ready; Ctrl-C and the end of the pool end it at once."""
    global _own  # noqa: PLW0603 - set once, when the process starts
    for name in ("SIGINT", "SIGTERM"):
        with suppress(AttributeError, ValueError):
            signal.signal(getattr(signal, name), lambda *_: os._exit(130))
    house = House(root)
    workers = worker_source([house.properties(exercise) for exercise in exercises], house=house)
    workers.start()
    _own = house, workers


def _do(task: Task[R_co], exercise: Exercise) -> R_co:
    if _own is None:
        raise RuntimeError("the process was not prepared")
    house, workers = _own
    return task(house, exercise, workers)
