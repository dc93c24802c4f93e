"""PrairieLearn's results.json: a score from 0 to 1; what cannot be graded costs no attempt."""

from __future__ import annotations

import json
from typing import Any

from autograder.grading.score_report import ExerciseResult, ScoreReport
from autograder.grading.standing import Standing, counted, standing
from autograder.grading.verdict import Verdict
from autograder.language import Language
from autograder.reports.ci.classroom import plain_number
from autograder.reports.ci.sentence import brief
from autograder.reports.escape import escaped_json
from autograder.reports.feedback import render_explanation
from autograder.reports.plain_text import plain_text
from autograder.reports.terminal import about_sentence, total_sentence

_MOST = 8000  # characters of a test's output: all of the file has to fit into a megabyte


def render_prairielearn(report: ScoreReport, say: Language) -> str:
    """The file; where the kit failed it is no attempt."""
    lost = [e for e in report.exercises if e.verdict is Verdict.KIT_ERROR]
    gradable = standing(report) is not Standing.ERROR
    got, most = report.points + report.extra_points, report.max_points or report.max_extra_points
    result: dict[str, Any] = {
        "gradable": gradable,
        "score": min(1.0, got / most) if gradable and most else 0.0,
        "message": total_sentence(report, say),
        "output": about_sentence(report, say),
        "tests": [_test(each, say) for each in counted(report)],
    }
    if not gradable:
        result["format_errors"] = [f"{each.name}: {brief(each, say)}" for each in lost]
    return escaped_json(json.dumps(result, indent=2)) + "\n"


def _test(result: ExerciseResult, say: Language) -> dict[str, Any]:
    passed = result.verdict is Verdict.PASSED
    return {
        "name": f"{result.unit}/{result.name}",
        "description": say.pick(result.title),
        "points": plain_number(result.points),
        "max_points": plain_number(result.max_points),
        "message": brief(result, say),
        "output": "" if passed else plain_text(render_explanation(result, say))[:_MOST],
    }
