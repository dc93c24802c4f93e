"""Verdicts: what came of an exercise, and whose fault it is."""

from __future__ import annotations

import enum


class Verdict(enum.StrEnum):
    """What came of a property or an exercise; the value is what reports hold."""

    PASSED = "PASSED"
    WRONG = "WRONG"
    RAISED = "RAISED"
    TIMED_OUT = "TIMED_OUT"
    CRASHED = "CRASHED"
    OUT_OF_MEMORY = "OUT_OF_MEMORY"
    FORBIDDEN = "FORBIDDEN"
    UNSOLVED = "UNSOLVED"
    UNREADABLE = "UNREADABLE"
    KIT_ERROR = "KIT_ERROR"


def of_exercise(verdicts: list[Verdict]) -> Verdict:
    """The verdict of an exercise from those of its properties.

    A fault of the kit is said before all else; then the first property that did not pass decides,
    one that still is the stub only where no other says more.
    """
    if Verdict.KIT_ERROR in verdicts:
        return Verdict.KIT_ERROR
    failed = [v for v in verdicts if v is not Verdict.PASSED]
    if not failed:
        return Verdict.PASSED
    said = [v for v in failed if v is not Verdict.UNSOLVED]
    return said[0] if said else Verdict.UNSOLVED
