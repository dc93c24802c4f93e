"""Where in a repository something went wrong: a file, and the line in it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from autograder.exercise import Exercise
from autograder.grading.score_report import ExerciseResult
from autograder.grading.verdict import Verdict


@dataclass(frozen=True)
class Place:
    """A file with forward slashes, as seen from the repository; line 0 means the whole file."""

    file: str
    line: int = 0


def line_of(result: ExerciseResult, source: str) -> int:
    """The line that raised, or that cannot be read; else the one that begins the exercise."""
    line = result.reason.facts.get("line") if result.reason is not None else None
    if isinstance(line, int) and line > 0:
        return line
    failed = [p for p in result.properties if p.verdict is not Verdict.PASSED and p.failure]
    if failed and failed[0].failure is not None and failed[0].failure.trace:
        return failed[0].failure.trace[-1].line
    return _begins(Exercise(result.unit, result.name), source)


def _begins(exercise: Exercise, source: str) -> int:
    try:
        nodes = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        found = re.search(rf"^\s*(def|class)\s+{exercise.name}\b", source, re.MULTILINE)
        return source.count("\n", 0, found.start(1)) + 1 if found else 1
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and exercise.defined_in([node.name]):
            return node.lineno
    return 1
