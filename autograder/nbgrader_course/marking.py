"""Marking a submitted notebook: what its cells define, in confined workers, on the hidden deck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.grade_one import grade_one
from autograder.batch.recipe import Recipe, recipe_of
from autograder.batch.work import Outcome, work_for
from autograder.exercise import Exercise, House
from autograder.grading.score_report import ScoreReport
from autograder.intake.open import open_submission
from autograder.language import N_, SaidError
from autograder.oracle.deck import read_deck


@dataclass(frozen=True)
class Marking:
    """How the notebooks of an assignment are marked; the same as `batch` does with this deck."""

    recipe: Recipe
    house: House

    def mark(self, student: str, notebook: Path) -> Outcome:
        """Grade one notebook; raises SubmissionError where the file cannot be taken in."""
        taken = open_submission(
            notebook, self.house.exercises, name=student, follow=False, loose=True
        )
        return grade_one(self.recipe, work_for(student, taken, self.recipe))


def marking_of(house: House, exercises: Sequence[Exercise], deck: Path) -> Marking:
    """The marking of some exercises on a deck; raises SaidError where the deck will not do."""
    found = read_deck(deck)
    lacking = [exercise.name for exercise in exercises if exercise.path not in found.exercises]
    if lacking:
        raise SaidError(
            N_("{file} holds nothing of {name}. Record a deck that does."),
            file=deck,
            name=", ".join(lacking[:3]),
        )
    recipe = recipe_of(house, exercises, deck, digest=found.digest, seed=found.contents.seed)
    return Marking(recipe, house)


def check_level(report: ScoreReport, lowest: str) -> None:
    """Raise SaidError where nothing confined the workers as far as is asked for."""
    level = report.environment.isolation
    if level > lowest:
        raise SaidError(
            N_(
                "This machine isolates at level {level} only, and marks should be given at level "
                "{lowest} or better. Mark on Linux, or set GradeIsolated.lowest_level."
            ),
            level=level,
            lowest=lowest,
        )
