"""The result.json of Classroom 50, whose scores are whole numbers."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from autograder.grading.score_report import ExerciseResult, ScoreReport
from autograder.grading.standing import counted
from autograder.grading.verdict import Verdict
from autograder.language import Language
from autograder.reports.ci.sentence import brief
from autograder.reports.escape import escaped_json

_GIVEN = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


def render_classroom50(
    report: ScoreReport, environment: Mapping[str, str], when: datetime, say: Language
) -> str:
    """The file, with what Classroom 50's runner tells in its environment."""
    given = {name: environment.get(variable, "") for name, variable in _GIVEN.items()}
    tests = [_test(result, say) for result in counted(report)]
    result = {
        "schema": "classroom50/result/v1",
        **given,
        "assignment_type": "individual",
        "owner": environment.get("USERNAME", ""),
        "datetime": when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": math.ceil(report.max_points),
        "tests": tests,
    }
    return escaped_json(json.dumps(result, indent=2)) + "\n"


def _test(result: ExerciseResult, say: Language) -> dict[str, Any]:
    passed = result.verdict is Verdict.PASSED
    most = math.ceil(result.max_points)
    return {
        "test-name": f"{result.unit}/{result.name}",
        "passed": passed,
        "score": most if passed else math.floor(result.points),
        "max-score": most,
        "message": brief(result, say),
    }
