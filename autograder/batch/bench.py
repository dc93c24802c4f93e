"""A grader process at work: everything that grading one more submission should not wait for."""

from __future__ import annotations

import atexit
import time
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from autograder.batch.recipe import Recipe
from autograder.batch.work import Outcome, Work, packed
from autograder.exercise import House
from autograder.grading.answers import DeckAnswers
from autograder.grading.class_record import Status
from autograder.grading.grader import Grader
from autograder.grading.patience import OutOfPatienceError, patience
from autograder.grading.score_report import ScoreReport, Text
from autograder.grading.targets import Targets, targets_of
from autograder.grading.verdict import Verdict
from autograder.intake.notebooks import NotebookReader
from autograder.intake.refusal import SubmissionError
from autograder.language import language
from autograder.oracle.deck import Deck, read_deck
from autograder.submission import Submission
from autograder.version import VERSION
from autograder.worker.kept import OneSubmission
from autograder.worker.source import WorkerSource
from autograder.worker.system import worker_source

NOTEBOOK_SECONDS = 20.0


class MismatchError(RuntimeError):
    """This process has another kit, torch or deck than those that the class is graded with."""


@dataclass(frozen=True)
class Bench:
    """What stands ready for a recipe."""

    recipe: Recipe
    house: House
    answers: DeckAnswers
    workers: WorkerSource
    targets: Targets
    notebooks: NotebookReader = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "notebooks", NotebookReader(self.house))

    def grade(self, work: Work) -> Outcome:
        """Grade one submission, in no more than the recipe's time and one exercise's."""
        try:
            with patience(NOTEBOOK_SECONDS):
                submission = self.notebooks.resolved(work.submission)
        except (SubmissionError, OutOfPatienceError) as error:
            return _unreadable(work, error)
        report = self._report(submission)
        failed = any(e.verdict is Verdict.KIT_ERROR for e in report.exercises)
        status = Status.KIT_ERROR if failed else Status.GRADED
        return Outcome(student=work.student, key=work.key, status=status, report=packed(report))

    def _report(self, submission: Submission) -> ScoreReport:
        start = time.monotonic()
        recipe = self.recipe
        grader = Grader(
            self.house,
            submission,
            self.workers,
            recipe.seed,
            targets=self.targets,
            answers=self.answers,
            until=start + recipe.seconds,
            kept=OneSubmission.of(self.workers) if self.workers.many else None,
        )
        try:
            results = list(grader.grade_all(recipe.chosen(self.house)))
        finally:
            if grader.kept is not None:
                grader.kept.close()
        return grader.report(results, time.monotonic() - start)

    def close(self) -> None:
        """End every worker."""
        self.targets.close()
        self.workers.close()


def bench_for(recipe: Recipe) -> Bench:
    """The bench of this process for a recipe; a new one where it had another."""
    bench = _OWN.get("bench")
    if bench is None or bench.recipe != recipe:
        if bench is not None:
            bench.close()
        _OWN["bench"] = bench = _opened(recipe)
    return bench


def check_recipe(recipe: Recipe) -> Deck:
    """The deck that a recipe names; raises MismatchError, or SaidError where it cannot be read."""
    torch = metadata.version("torch")
    if (VERSION, torch) != (recipe.kit, recipe.torch):
        raise MismatchError(
            f"kit {VERSION} with torch {torch} is here, not {recipe.kit} with {recipe.torch}"
        )
    deck = read_deck(Path(recipe.deck))
    if deck.digest != recipe.deck_digest:
        raise MismatchError(f"the deck {deck.digest} is here, not {recipe.deck_digest}")
    return deck


def _opened(recipe: Recipe) -> Bench:
    deck = check_recipe(recipe)
    house = House(Path(recipe.root))
    properties = [house.properties(exercise) for exercise in recipe.chosen(house)]
    workers = worker_source(properties, house=house, serves_again=True)
    workers.start()
    targets = targets_of(recipe.device, properties, house)
    return Bench(recipe, house, DeckAnswers(house, deck, ""), workers, targets)


_OWN: dict[str, Bench] = {}  # of a process; its workers would end with it anyway


@atexit.register
def _close() -> None:
    for bench in _OWN.values():
        bench.close()


def _unreadable(work: Work, error: SubmissionError | OutOfPatienceError) -> Outcome:
    if isinstance(error, SubmissionError):
        refusal = error.about(work.submission.name, "")
    else:
        refusal = SubmissionError("slow_notebook", name=work.submission.name)
    return Outcome(
        student=work.student, key=work.key, status=Status.UNREADABLE, note=refusal_text(refusal)
    )


def refusal_text(error: SubmissionError) -> Text:
    """Why a submission was refused, in both languages."""
    return Text(error.said(language("en")), error.said(language("zh")))
