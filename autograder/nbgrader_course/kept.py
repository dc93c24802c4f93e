"""The score reports of a course, in files that no submission can be copied over."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from autograder.grading.score_report import ScoreReport

FOLDER = "reports"


def report_file(root: Path, student: str, assignment: str, notebook: str) -> Path:
    """Where the score report of a notebook is kept."""
    return root / FOLDER / student / assignment / f"{notebook}.json"


def keep_report(report: ScoreReport | None, file: Path) -> None:
    """Keep a report in the place of an earlier one; where there is none, keep none."""
    if report is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = file.with_name(f".{file.name}.{os.getpid()}")
    whole.write_bytes(msgspec.json.encode(report))
    whole.replace(file)


def kept_report(file: Path) -> ScoreReport | None:
    """The report that is kept; None where there is none of this version."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=ScoreReport)
    except (OSError, msgspec.MsgspecError):
        return None
