"""Grading one submission of a class, wherever it runs: the seam to executors of every kind."""

from __future__ import annotations

from autograder.batch.recipe import Recipe
from autograder.batch.work import Outcome, Work


def grade_one(recipe: Recipe, work: Work) -> Outcome:
    """Grade a submission; raises MismatchError, or SaidError where the deck cannot be read.

    The first call in a process starts a zygote, which ends with the thread that called.
    """
    from autograder.batch.bench import bench_for

    return bench_for(recipe).grade(work)


def prepare(recipe: Recipe) -> None:
    """Begin to get ready in this process, before there is anything to grade."""
    from autograder.batch.bench import bench_for

    bench_for(recipe)
