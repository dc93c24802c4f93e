"""The points of a grading as nbgrader reads them: a plain number, never more than there are."""

from __future__ import annotations

from autograder.grading.score_report import scaled
from autograder.grading.verdict import Verdict
from autograder.language import N_, SaidError
from autograder.notebook.result import Shown


def points_of(shown: Shown, most: float | None) -> float:
    """The points of what was graded, out of `most` if that is given.

    Raises SaidError where the kit failed.
    """
    results = shown.report.exercises if shown.report is not None else ()
    if not results or any(result.verdict is Verdict.KIT_ERROR for result in results):
        raise SaidError(N_("The kit itself failed: there are no points to give. Please report it."))
    return scaled(
        sum(result.points for result in results),
        sum(result.max_points for result in results),
        most,
    )
