"""The result that GitHub Classroom's grading reporter reads: JSON in base64, on one line."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from autograder.exercise import ASSIGNMENTS, Exercise
from autograder.grading.score_report import ExerciseResult, ScoreReport
from autograder.grading.standing import Standing, counted, standing
from autograder.grading.verdict import Verdict
from autograder.language import Language
from autograder.reports.ci.places import Place
from autograder.reports.ci.sentence import brief
from autograder.reports.terminal import number


def render_classroom(report: ScoreReport, places: Mapping[str, Place], say: Language) -> str:
    """The value of a step's output `result`; an exercise is a test, with the points it got.

    What the kit failed at is in no sum, and makes the result an error.
    """
    result = {
        "version": 1,
        "status": standing(report).value,
        "max_score": plain_number(report.max_points),
        "tests": [_test(each, places, say) for each in counted(report)],
    }
    return base64.b64encode(json.dumps(result).encode()).decode()


def classroom_notices(report: ScoreReport) -> tuple[str, str]:
    """The workflow commands by which Classroom's reporter tells how many points there are."""
    points = plain_number(report.points + report.extra_points)
    most = plain_number(report.max_points)
    told = json.dumps({"totalPoints": points, "maxPoints": most}, separators=(",", ":"))
    return (
        f"::notice title=Autograding complete::Points {points}/{most}",
        f"::notice title=Autograding report::{told}",
    )


def _test(result: ExerciseResult, places: Mapping[str, Place], say: Language) -> dict[str, Any]:
    path = Exercise(result.unit, result.name).path
    place = places.get(f"{result.unit}/{result.name}", Place(f"{ASSIGNMENTS}/{path}"))
    return {
        "name": f"{result.name}: {say.pick(result.title)} "
        f"({number(result.points)}/{number(result.max_points)})",
        "status": status_of(result.verdict).value,
        "score": 0 if result.verdict is Verdict.KIT_ERROR else plain_number(result.points),
        "message": brief(result, say) or None,
        "test_code": "",
        "filename": place.file,
        "line_no": place.line,
        "duration": round(result.seconds * 1000),
    }


def status_of(verdict: Verdict) -> Standing:
    """What came of one test."""
    if verdict is Verdict.KIT_ERROR:
        return Standing.ERROR
    return Standing.PASS if verdict is Verdict.PASSED else Standing.FAIL


def plain_number(points: float) -> int | float:
    """Points without a decimal where they need none."""
    return int(points) if points == int(points) else points
