"""Where the exercises of a submission stand in a repository, for annotations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.exercise import ASSIGNMENTS, Exercise, House
from autograder.submission import Submission, UnreadableError

if TYPE_CHECKING:
    from autograder.grading.score_report import ScoreReport
    from autograder.reports.ci.places import Place


def places_of(
    house: House, submission: Submission, given: str | None, report: ScoreReport, workspace: Path
) -> dict[str, Place]:
    """By "UNIT/NAME" the file and line of each; those outside of the repository are left out."""
    from autograder.reports.ci.places import Place, line_of

    found = {}
    for result in report.exercises:
        exercise = Exercise(result.unit, result.name)
        file = _below(workspace, _files(house, given, exercise))
        if file is None:
            continue
        try:
            line = line_of(result, submission.source(exercise))
        except UnreadableError:
            line = 0
        found[f"{result.unit}/{result.name}"] = Place(file, line)
    return found


def _files(house: House, given: str | None, exercise: Exercise) -> Iterator[Path]:
    """Where the file of an exercise may be."""
    if given is None:
        yield house.stub(exercise)
        return
    top = Path(given)
    yield top / ASSIGNMENTS / exercise.path
    yield top / exercise.path
    if top.name == f"{exercise.name}.py":
        yield top


def _below(workspace: Path, files: Iterator[Path]) -> str | None:
    candidates = list(files)
    chosen = next((path for path in candidates if path.is_file()), candidates[0])
    try:
        return chosen.resolve().relative_to(workspace.resolve()).as_posix()
    except (OSError, ValueError):
        return None
