"""Grading several exercises at a time, where nothing but workers runs: on a deck."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from autograder.exercise import Exercise
from autograder.grading.grader import Grader
from autograder.grading.outcome import is_doubtful
from autograder.grading.score_report import ExerciseResult
from autograder.worker.source import WorkerStartError
from autograder.worker.warm import WarmWorkers

MOST = 4  # at a time: each may hold as much memory as a worker may
AHEAD = 8  # waiting for their turn: a slow exercise holds up what is told, not what is graded


def grade_in_order(
    grader: Grader, exercises: Iterable[Exercise]
) -> Generator[ExerciseResult, None, None]:
    """Grade exercises, a few at a time where that can be; whoever leaves early stops all of it."""
    apart = grader.answers is not None and not grader.answers.live
    if apart and grader.workers.many and grader.targets.accelerators is None:
        yield from _together(grader, exercises)
    else:
        yield from grader.grade_all(exercises)


def _together(
    given: Grader, exercises: Iterable[Exercise]
) -> Generator[ExerciseResult, None, None]:
    """What has to be graded again is graded alone: it may close the workers of all others."""
    workers = WarmWorkers(lambda: given.workers, ahead=0)
    grader = replace(given, workers=workers)
    with suppress(WorkerStartError):  # each exercise tries again, and says it
        workers.ready()  # in this thread: a zygote ends with the one that started it
    with ThreadPoolExecutor(_many(), thread_name_prefix="grading") as pool:
        window: deque[tuple[Exercise, Future[ExerciseResult]]] = deque()
        upcoming = iter(exercises)
        try:
            while True:
                for exercise in islice(upcoming, _many() + AHEAD - len(window)):
                    window.append((exercise, pool.submit(grader.grade_once, exercise)))
                if not window:
                    return
                exercise, future = window[0]
                result = future.result()
                if is_doubtful(result):
                    wait([other for _, other in window])
                    result = grader.repeat(exercise, result)
                window.popleft()
                yield result
        finally:
            if window:
                pool.shutdown(wait=False, cancel_futures=True)
                workers.stop()


def _many() -> int:
    return min(MOST, os.cpu_count() or 1)
