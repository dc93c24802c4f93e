"""Exercism's results.json, version 3: passed or not, test by test, without points."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from autograder.grading.score_report import ScoreReport
from autograder.grading.standing import Standing, counted, standing
from autograder.grading.verdict import Verdict
from autograder.language import Language
from autograder.reports.ci.classroom import status_of
from autograder.reports.ci.sentence import brief, brief_property
from autograder.reports.escape import escaped_json

_MOST = 500  # characters of output


def render_exercism(report: ScoreReport, say: Language) -> str:
    """The file: a property is a test."""
    lost = [e for e in counted(report) if e.verdict is Verdict.KIT_ERROR]
    said = " ".join(brief(each, say) for each in lost)
    result = {
        "version": 3,
        "status": standing(report).value,
        "message": said if standing(report) is Standing.ERROR else None,
        "tests": list(_tests(report, say)),
    }
    return escaped_json(json.dumps(result, indent=2)) + "\n"


def _tests(report: ScoreReport, say: Language) -> Iterator[dict[str, Any]]:
    for task, result in enumerate(counted(report), start=1):
        for prop in result.properties:
            yield {
                "name": f"{result.name}: {say.pick(prop.title)}",
                "status": status_of(prop.verdict).value,
                "message": brief_property(prop, result, say) or None,
                "output": result.printed[:_MOST] or None,
                "test_code": "",
                "task_id": task,
            }
