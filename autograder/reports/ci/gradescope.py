"""Gradescope's results.json: an exercise is a test, shown to whom and when the instructor says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.grading.score_report import ExerciseResult, ScoreReport
from autograder.grading.standing import counted
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.ci.classroom import plain_number
from autograder.reports.escape import escaped_json
from autograder.reports.feedback import render_explanation
from autograder.reports.plain_text import plain_text
from autograder.reports.sentences import VERDICTS
from autograder.reports.terminal import about_sentence, total_sentence, unchecked_sentences

VISIBILITIES = ("visible", "hidden", "after_due_date", "after_published")
_LEVEL_C = N_(
    "Graded at isolation level C: a process with limits, and no more than that from the kernel."
)


@dataclass(frozen=True)
class Visibility:
    """When students see a test: by default, and for single exercises, by "UNIT/NAME"."""

    default: str = "visible"
    of: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, result: ExerciseResult) -> str:
        """The visibility of one exercise."""
        return self.of.get(f"{result.unit}/{result.name}", self.default)


def render_gradescope(report: ScoreReport, visibility: Visibility, say: Language) -> str:
    """The file; the score includes what was earned by extra credit."""
    said = [total_sentence(report, say), about_sentence(report, say)]
    said += unchecked_sentences(report, say)
    if report.environment.isolation == "C":
        said.append(say(_LEVEL_C))
    numbers = {unit.name: index + 1 for index, unit in enumerate(report.units)}
    result = {
        "score": plain_number(report.points + report.extra_points),
        "execution_time": round(report.seconds),
        "output": "\n".join(said),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "isolation": report.environment.isolation,
            "deck": report.environment.deck,
            "kit": report.environment.kit,
            "seed": report.seed,
        },
        "tests": [
            _test(each, f"{numbers.get(each.unit, 0)}.{index + 1}", visibility(each), say)
            for unit in report.units
            for index, each in enumerate(e for e in counted(report) if e.unit == unit.name)
        ],
    }
    return escaped_json(json.dumps(result, indent=2)) + "\n"


def _test(result: ExerciseResult, where: str, visibility: str, say: Language) -> dict[str, Any]:
    passed = result.verdict is Verdict.PASSED
    told = "" if passed else plain_text(render_explanation(result, say))
    return {
        "name": f"{result.name}: {say.pick(result.title)}",
        "name_format": "text",
        "number": where,
        "score": plain_number(result.points),
        "max_score": plain_number(result.max_points),
        "status": "passed" if passed else "failed",
        "output": "\n".join(filter(None, (say(VERDICTS[result.verdict]), told))),
        "output_format": "text",
        "tags": [result.unit],
        "visibility": visibility,
    }
