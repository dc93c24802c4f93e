"""What a notebook and its grader say to each other, a line of JSON each."""

from __future__ import annotations

import msgspec

from autograder.grading.score_report import ScoreReport

NOTEBOOK = "notebook"  # what a submission from one is called


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """Grade these texts, each under its exercise's path, in this order."""

    files: dict[str, str]
    seed: int
    examples: int
    device: str
    deck: str = ""
    lang: str = "en"


class Grading(msgspec.Struct, frozen=True, tag="grading"):
    """What is graded now: `name` is the exercise, `done` of `count` are graded."""

    name: str
    done: int
    count: int


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """Nothing can be graded, and why, for people."""

    sentence: str


class Graded(msgspec.Struct, frozen=True, tag="graded"):
    """What came of it."""

    report: ScoreReport


Answer = Grading | Refused | Graded
