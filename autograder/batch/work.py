"""One submission on its way through the pool: what is to be graded, and what came of it."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

import msgspec

from autograder.batch.recipe import Recipe
from autograder.grading.class_record import Status
from autograder.grading.score_report import ScoreReport, Text
from autograder.submission import Submission, UnreadableError

_REPORT = msgspec.json.Decoder(ScoreReport)


@dataclass(frozen=True)
class Work:
    """A submission that is to be graded; `key` is a hash of all that decides its grade."""

    student: str
    key: str
    submission: Submission


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: `report` is a packed score report, empty where there is none."""

    student: str
    key: str
    status: Status
    report: bytes = b""
    note: Text | None = None


def work_for(student: str, submission: Submission, recipe: Recipe) -> Work:
    """The work of grading a submission by a recipe; only the chosen exercises count."""
    seen = hashlib.sha256(recipe.digest.encode())
    for path in recipe.exercises:
        content = submission.files.get(path)
        if isinstance(content, UnreadableError):
            content = f"\0{content.code} {sorted(content.facts.items())}"
        if content is not None:
            _add(seen, path.encode(), content.encode("utf-8", "surrogatepass"))
    for name, data in sorted(submission.notebooks.items()):
        _add(seen, name.encode("utf-8", "surrogateescape"), data)
    return Work(student, seen.hexdigest()[:32], submission)


def _add(seen: hashlib._Hash, *parts: bytes) -> None:
    for part in parts:
        seen.update(len(part).to_bytes(8, "little"))
        seen.update(part)


def packed(report: ScoreReport) -> bytes:
    """A report as it is kept."""
    return zlib.compress(msgspec.json.encode(report), 1)


def unpacked(report: bytes) -> ScoreReport | None:
    """The report again; None where there is none."""
    return _REPORT.decode(zlib.decompress(report)) if report else None
