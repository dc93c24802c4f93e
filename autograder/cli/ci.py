"""`python grade.py ci`: grade where a CI runs it, and tell that CI and others in their formats."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.cli.actions import Runner
from autograder.cli.ci_formats import STDOUT, STEP_OUTPUT, Told, Wanted, wanted_formats
from autograder.cli.ci_places import places_of
from autograder.cli.exits import CALLER, INTERRUPTED, PASSED, TO_FIX
from autograder.cli.grade import Session, exit_code, open_chosen
from autograder.cli.grade_view import GradeView
from autograder.cli.output_file import writable, write_text
from autograder.exercise import Exercise, House
from autograder.harmless import short
from autograder.intake.open import open_submission, to_grade
from autograder.intake.refusal import SubmissionError
from autograder.language import N_, Language, SaidError, language, preferred
from autograder.manifest import changed_files, read_manifest
from autograder.submission import Submission

if TYPE_CHECKING:
    from autograder.grading.score_report import ScoreReport
    from autograder.reports.ci.gradescope import Visibility

_WIDTH = 100
_ON_HIDDEN_DECKS = ("gradescope", "prairielearn")  # what marks on a deck that nobody may read
_LEVEL_C = N_(
    "This machine holds submissions at isolation level C only, where they may read the deck. Add "
    "--allow-level-c to make marks of it all the same."
)
_NO_MARK = N_("The kit failed, so no {name} was written: a mark must not suffer from that.")
_CHANGED = N_(
    "These files are the kit's, and not as they were handed out: {names}. Marks are made without "
    "them."
)
_TOO_FEW = N_("{points} points were reached, and {least} are asked for.")


def run(
    *,
    names: Sequence[str],
    formats: Sequence[str],
    fail_under: float | None,
    visibility: Sequence[str],
    allow_level_c: bool,
    submission: str | None,
    seed: int | None,
    examples: int,
    device: str,
    deck_file: str | None,
    lang: str | None,
) -> int:
    """Grade, print, annotate, write; returns the exit code. Raises SaidError."""
    start = time.monotonic()
    say = language(lang or preferred())
    piped = any(text.endswith(f"={STDOUT}") for text in formats)
    runner = Runner(os.environ, say, quiet=piped)
    try:
        house = House()
        wanted = wanted_formats(formats, runner.environment)
        targets = {one.file: writable(one.file) for one in wanted if one.file not in ("", STDOUT)}
        shown = _visibility(house, visibility)
        _level(wanted, allowed=allow_level_c)
        chosen, exercises = _chosen(house, submission, names, runner, wanted)
        report = _graded(house, chosen, exercises, runner, seed, examples, device, deck_file, start)
    except (SaidError, SubmissionError) as error:
        _annotate_fault(runner, error.said(say))
        raise click.ClickException(error.said(say)) from error
    places = places_of(house, chosen, submission, report, runner.workspace)
    told = Told(say, datetime.now(UTC), places, shown, runner.environment)
    _tell_runner(house, runner, report, told)
    done = [_write(one, report, told, runner, targets) for one in wanted]
    return _exit(report, wanted, fail_under, say, written=all(done))


def _chosen(
    house: House,
    submission: str | None,
    names: Sequence[str],
    runner: Runner,
    wanted: Sequence[Wanted],
) -> tuple[Submission, tuple[Exercise, ...]]:
    """What to grade. For a platform, one that holds no exercises is told to it, with no points."""
    exercises = house.select(names)
    platform = any(one.format.platform for one in wanted)
    try:
        chosen = _handed_in(house, submission) if platform else open_chosen(house, submission)
        return chosen, to_grade(chosen, exercises)
    except SubmissionError as error:
        not_there = error.code in ("missing", "unopened", "not_named")
        if not_there or not platform:
            raise
        said = error.said(runner.say)
        click.echo(said, err=True)
        _annotate_fault(runner, said)
        return Submission(short(submission or "")), exercises


def _handed_in(house: House, submission: str | None) -> Submission:
    """A submission as students upload it: loose files and notebooks too; raises SubmissionError."""
    if submission is None:
        return open_chosen(house, None)
    from autograder.intake.notebooks import NotebookReader

    opened = open_submission(Path(submission), house.exercises, loose=True)
    try:
        return NotebookReader(house).resolved(opened)
    except SubmissionError as error:
        raise error.about(opened.name, house.exercises[0].path) from error


def _graded(
    house: House,
    chosen: Submission,
    exercises: tuple[Exercise, ...],
    runner: Runner,
    seed: int | None,
    examples: int,
    device: str,
    deck_file: str | None,
    start: float,
) -> ScoreReport:
    """Grade and print all of it, while the runner obeys nothing that is printed."""
    say = runner.say
    console = Console(stderr=runner.quiet, highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH
    view = GradeView(house, exercises, (), say, console, everything=True)
    session = Session(house, chosen, exercises, say, console, view, deck_file)
    drawn = secrets.randbits(31) if seed is None else seed
    with runner.deaf():
        report = session.grade(drawn, examples, device, start)
        view.close(report, None)
        console.file.flush()
    return report


def _visibility(house: House, given: Sequence[str]) -> Visibility:
    """When Gradescope shows tests, from VISIBILITY or VISIBILITY=UNIT; raises SaidError."""
    from autograder.reports.ci.gradescope import VISIBILITIES, Visibility

    default = "visible"
    of: dict[str, str] = {}
    for text in given:
        wanted, separator, name = text.partition("=")
        if wanted not in VISIBILITIES:
            sentence = N_("{name} is one of {choices}.")
            raise SaidError(sentence, name="--visibility", choices=", ".join(VISIBILITIES))
        if not separator:
            default = wanted
            continue
        of |= {f"{e.unit}/{e.name}": wanted for e in house.select([name])}
    return Visibility(default, of)


def _level(wanted: Sequence[Wanted], *, allowed: bool) -> None:
    """Marks at level C have to be asked for; raises SaidError."""
    if allowed or not any(one.name in _ON_HIDDEN_DECKS for one in wanted):
        return
    from autograder.child.confinement.detect import best_level
    from autograder.child.confinement.levels import Level

    if best_level() is Level.C:
        raise SaidError(_LEVEL_C)


def _annotate_fault(runner: Runner, sentence: str) -> None:
    from autograder.reports.ci.annotations import Annotation

    runner.command(Annotation("error", "Torch Kata", sentence).command())


def _tell_runner(house: House, runner: Runner, report: ScoreReport, told: Told) -> None:
    """The summary of the job, annotations, and what later steps may want to know."""
    if not runner.there:
        return
    from autograder.grading.verdict import Verdict
    from autograder.reports.ci.annotations import Annotation, annotations_of
    from autograder.reports.ci.classroom import classroom_notices
    from autograder.reports.ci.summary import MOST, render_summary_markdown

    notices = tuple(_changed(house, told.say))
    text = render_summary_markdown(report, told.say, most=runner.room(MOST), notices=notices)
    runner.summarise(text)
    for notice in notices:
        runner.command(Annotation("warning", "Torch Kata", notice).command())
    for annotation in annotations_of(report, told.places, told.say):
        runner.command(annotation.command())
    if report.complete:
        for line in classroom_notices(report):
            runner.command(line)
    passed = sum(e.verdict is Verdict.PASSED for e in report.exercises)
    runner.output(
        {
            "points": f"{report.points + report.extra_points:g}",
            "max-points": f"{report.max_points:g}",
            "passed": passed,
            "exercises": len(report.exercises),
        }
    )


def _changed(house: House, say: Language) -> Iterator[str]:
    """What is not as it was handed out: such a run shows nobody anything."""
    try:
        manifest = read_manifest(house.root)
    except SaidError as error:
        yield error.said(say)
        return
    changed = changed_files(house.root, manifest) if manifest is not None else ()
    if changed:
        names = ", ".join(changed[:5]) + (", …" if len(changed) > 5 else "")
        yield say(_CHANGED, names=names)


def _write(
    one: Wanted, report: ScoreReport, told: Told, runner: Runner, targets: dict[str, Path]
) -> bool:
    """Write a format where it goes; False where that must not be, or cannot."""
    from autograder.grading.standing import Standing, standing

    if not report.complete and one.format.whole:
        return False
    if one.format.mark and standing(report) is Standing.ERROR:
        click.echo(told.say(_NO_MARK, name=one.name), err=True)
        return False
    text = one.format.render(report, told)
    if not one.file:
        return runner.output({STEP_OUTPUT: text.strip()})
    write_text(text, targets.get(one.file))
    return True


def _exit(
    report: ScoreReport,
    wanted: Sequence[Wanted],
    least: float | None,
    say: Language,
    *,
    written: bool,
) -> int:
    """By what is asked for; 0 for a platform that reads the result, unless it got none."""
    code = exit_code(report)
    if code == INTERRUPTED:
        return code
    if not written:
        return CALLER
    if least is not None:
        reached = report.points + report.extra_points
        if code != CALLER and reached < least:
            click.echo(say(_TOO_FEW, points=f"{reached:g}", least=f"{least:g}"), err=True)
        return code if code == CALLER else TO_FIX if reached < least else PASSED
    return PASSED if any(one.format.platform for one in wanted) else code
