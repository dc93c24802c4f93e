"""The score report as JSON, and the schema that it keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from autograder.grading.score_report import SCHEMA_VERSION, ScoreReport
from autograder.reports.escape import escaped_json

SCHEMA_FILE = Path(__file__).resolve().parent / "score_report.schema.json"


def render_json(report: msgspec.Struct) -> str:
    """A report as indented JSON, ending with a newline."""
    text = msgspec.json.format(msgspec.json.encode(report), indent=2).decode()
    return escaped_json(text) + "\n"


def schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of the reports that this version writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Torch Kata score report, version {SCHEMA_VERSION}",
        **msgspec.json.schema(ScoreReport),
    }
