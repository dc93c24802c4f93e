"""The marks that other gradebooks get: who, and how many points, or that there is no mark yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autograder.grading.class_record import StudentResult


@dataclass(frozen=True)
class Mark:
    """One student's; `points` is None where the kit failed, so that nothing may be filled in."""

    student: str
    points: float | None


# Finds a student by what a gradebook calls them, the surest name first.
Find = Callable[..., Mark | None]


def mark_of(result: StudentResult) -> Mark:
    """The mark of a result, with extra credit."""
    return Mark(result.student, result.points if result.scored else None)
