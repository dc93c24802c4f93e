"""`python grade.py`: grade one submission and tell how it went, exercise by exercise."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from autograder.cli.decks import deck_for, deck_path
from autograder.cli.exits import CALLER, INTERRUPTED, PASSED, TO_FIX
from autograder.cli.grade_view import GradeView, named_singly
from autograder.cli.output_file import writable, write_text
from autograder.cli.remembered import change_memory
from autograder.course import open_exercises, solved_paths
from autograder.exercise import Exercise, House
from autograder.intake.open import open_submission, own_submission, to_grade
from autograder.intake.refusal import SubmissionError
from autograder.language import N_, Language, language, preferred
from autograder.memory import MemoryFileError, read_memory, with_gradings
from autograder.submission import Submission

if TYPE_CHECKING:
    from autograder.grading.score_report import ExerciseResult, NextStep, ScoreReport


def run(
    *,
    names: Sequence[str],
    submission: str | None,
    json_file: str | None,
    seed: int | None,
    examples: int,
    device: str,
    deck_file: str | None,
    everything: bool,
    lang: str | None,
) -> int:
    """Grade, print, write; returns the exit code. Raises ClickException or SaidError."""
    start = time.monotonic()
    say = language(lang or preferred())
    house = House()
    exercises = house.select(names)
    try:
        chosen = open_chosen(house, submission)
        exercises = to_grade(chosen, exercises)
    except SubmissionError as error:
        raise click.ClickException(error.said(say)) from error
    target = writable(json_file) if json_file is not None and json_file != "-" else None
    console = Console(stderr=json_file == "-", highlight=False, soft_wrap=False)
    focus = named_singly(house, exercises, names)
    view = GradeView(house, exercises, focus, say, console, everything=everything)
    session = Session(house, chosen, exercises, say, console, view, deck_file)
    drawn = secrets.randbits(31) if seed is None else seed
    report = session.grade(drawn, examples, device, start)
    if chosen.own:
        from autograder.grading.remember import gradings_of

        gradings = gradings_of(report.exercises, chosen)
        change_memory(house, say, partial(with_gradings, gradings=gradings))
    view.close(report, _following(house, report) if chosen.own else None)
    if json_file is not None:
        from autograder.reports.json_report import render_json

        write_text(render_json(report), target)
    return exit_code(report)


def open_chosen(house: House, submission: str | None) -> Submission:
    """The submission at a path, or the house's own; raises SubmissionError."""
    if submission is not None:
        return open_submission(Path(submission), house.exercises)
    return own_submission(house)


def _following(house: House, report: ScoreReport) -> NextStep | None:
    """Where the course goes on after a part of it that is solved now."""
    if report.next is not None or not report.complete:
        return None
    from autograder.grading.next_step import step_to

    graded = [Exercise(result.unit, result.name) for result in report.exercises]
    solved = {exercise.path for exercise in graded}
    with suppress(MemoryFileError):  # that was said when the gradings were to be remembered
        solved |= solved_paths(read_memory(house.root))
    left = open_exercises(house, solved)
    last = max(map(house.exercises.index, graded), default=0)
    following = [e for e in left if house.exercises.index(e) > last] or left
    return step_to(house, following[0]) if following else None


class Session:
    """One run on a terminal: what is done as it comes, and a progress line below."""

    def __init__(
        self,
        house: House,
        submission: Submission,
        exercises: Sequence[Exercise],
        say: Language,
        console: Console,
        view: GradeView,
        deck_file: str | None,
    ) -> None:
        self.house = house
        self.submission = submission
        self.exercises = exercises
        self.say = say
        self.console = console
        self.view = view
        self.deck_file = deck_file

    def grade(self, seed: int, examples: int, device: str, start: float) -> ScoreReport:
        """Grade everything; after Ctrl-C, report what was graded until then."""
        from autograder.worker.source import WorkerStartError
        from autograder.worker.system import worker_source

        properties = [self.house.properties(exercise) for exercise in self.exercises]
        results: list[ExerciseResult] = []
        source = worker_source(properties, house=self.house)
        with closing(source) as workers, self._progress() as progress, ExitStack() as stack:
            with suppress(WorkerStartError):  # the grader tries again, and says it
                workers.start()  # imports torch while we do, and read the deck
            path = deck_path(self.house, self.deck_file)
            deck = deck_for(self.house, path, self.exercises) if path is not None else None
            task = progress.add_task(self.say(N_("Starting PyTorch")), total=len(self.exercises))
            from autograder.grading.answers import DeckAnswers
            from autograder.grading.grader import Grader
            from autograder.grading.targets import targets_of
            from autograder.grading.together import grade_in_order

            targets = stack.enter_context(closing(targets_of(device, properties, self.house)))
            answers = DeckAnswers(self.house, deck, self.deck_file or "") if deck else None
            grader = Grader(self.house, self.submission, workers, seed, examples, targets, answers)
            complete = False
            graded = grade_in_order(grader, self.exercises)
            try:
                for result in stack.enter_context(closing(graded)):
                    results.append(result)
                    self.view.graded(results)
                    progress.update(task, advance=1, description=result.name)
                complete = True
            except KeyboardInterrupt:
                progress.stop()
        return grader.report(results, time.monotonic() - start, complete=complete)

    @contextmanager
    def _progress(self) -> Iterator[Progress]:
        columns = (
            SpinnerColumn(),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
        )
        disable = not self.console.is_terminal
        with Progress(*columns, console=self.console, transient=True, disable=disable) as progress:
            yield progress


def exit_code(report: ScoreReport) -> int:
    """What a run exits with, by what came of it."""
    from autograder.grading.standing import Standing, standing

    if not report.complete:
        return INTERRUPTED
    return {Standing.PASS: PASSED, Standing.FAIL: TO_FIX, Standing.ERROR: CALLER}[standing(report)]
